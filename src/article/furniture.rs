//! Page furniture: what a web page puts around an article and nobody means as news.
//!
//! Precision comes before reach. A paragraph wrongly taken for furniture hides its facts, a share bar wrongly taken for a
//! paragraph costs little; so a line counts as furniture only if *all* of it matches, and only if it is short.

use std::sync::LazyLock;

use regex::Regex;
use regex::bytes::{RegexSet, RegexSetBuilder};

use super::calendar::is_update_stamp;
use crate::text::Span;

/// The longest line, in bytes, that can be furniture: a legal notice.
const LONGEST: usize = 320;
/// The longest of all others.
const LONGEST_LINE: usize = 160;

/// What kind of furniture a line is, as far as its neighbours are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Stands for itself.
    Line,
    /// A label such as "Related stories:": the list below it is furniture too.
    Label,
}

/// Whole lines, without case; a closing mark may follow.
///
/// They are matched byte by byte, and only ASCII letters have two cases: with all of Unicode's letters and digits this list alone would take
/// a tenth of a second to compile in every process. A character beyond ASCII therefore stands for itself, and not in brackets.
const LINES: &[&str] = &[
    // Following, sharing, subscribing.
    r"click (?:here )?to \w+.*",
    r"click here.*",
    r"(?:get|see|receive) (?:all )?(?:the|our) (?:latest|newest|top|breaking|best) (?:updates?|news|headlines|stories|alerts)\b.*",
    r"(?:please )?(?:share|tweet|print|e-?mail|bookmark|save|send|copy) (?:this|the) (?:article|story|page|post|link|report)\b.*",
    r"(?:share|tweet) (?:this|it|on \w+|via \w+)",
    r"(?:follow|like|join|find|connect with) (?:us|me) (?:on|at|via)\b.*",
    r"follow @\w+.*",
    r"follow [a-z.' \x80-\xff-]{2,60} on (?:twitter|facebook|instagram|x|threads|bluesky|mastodon|linkedin)\b.*",
    r"sign up (?:for|to|here|now|today)\b.*\b(?:newsletters?|e-?mails?|alerts?|updates?|briefings?|inbox|digest|free)\b.*",
    r"sign up(?: now| here| today)?",
    r"sign[ -]?up for our\b.*",
    r"(?:subscribe|register|log ?in|sign in)(?: (?:now|here|today|free|to (?:our|the|continue|read)\b.*))?",
    r"(?:already a|become a|not a) (?:subscriber|member|registered user)\b.*",
    r"(?:enter|type) your e-?mail(?: address)?\b.*",
    r"(?:our |free |daily |weekly )*newsletters?(?: sign[ -]?up)?",
    r"(?:get|have|receive) .+ (?:delivered |sent )?(?:in|to|straight to|directly to) your inbox.*",
    r"download (?:the|our) .*\bapp\b.*",
    // Advertising.
    r"(?:[- ]|–|—)*(?:advertisement|advertising|ad|sponsored(?: content| links?)?|paid (?:post|content)|promoted(?: content)?)s?(?:[- ]|–|—)*",
    r"advertisement(?:[- ]|–|—)+(?:continue|scroll|story).*",
    r"(?:story|article|text|report) continues? (?:below|after)\b.*",
    r"(?:continue|keep) reading(?: (?:below|the main story|this article))?",
    r"scroll (?:down )?(?:to|for) (?:continue|more|read)\b.*",
    // Stamps of the template.
    r"\.?\s*(?:page |article |this (?:page|article|story) was )?last (?:updated|modified|edited|reviewed|changed)\b.*",
    r"\d{1,2}[- ]min(?:ute)?s?[- ]read",
    r"(?:estimated )?(?:reading|read) time:?.*",
    // Logos, banners, menus.
    r"(?:[\w.&-]+ ){0,3}(?:logo|banner)",
    r"(?:main|top|page|site) (?:banner|menu|navigation|nav)",
    r"skip to (?:main |the )?(?:content|navigation|article).*",
    r"(?:menu|search|home|close|loading|navigation|sections|print edition|text size|print|play video|listen to this article|watch live)",
    r"home\s*(?:[>/|]|»).*",
    r"(?:show|load|see|view|read) (?:more|less|all)",
    r"(?:next|previous) (?:article|story|page|post)(?::.*)?",
    r"(?:back |return |go )?to (?:the )?top(?: of (?:the )?page)?",
    r"(?:back|return) to (?:home(?:page)?|index|main|news|front page|previous)\b.*",
    r"(?:full text|abstract|page \d+ of \d+)",
    r"note: pages will open in\b.*",
    r"(?:external|other|outside) (?:web ?)?sites? (?:are|is) not (?:endorsed|controlled|sponsored)\b.*",
    r"[\w .&']{0,40}is not responsible for (?:the )?contents? (?:of|on) (?:external|other|any)\b.*",
    r"(?:watch|listen to|see|view) the (?:\w+ ){0,3}(?:video|interview|clip|gallery|trailer|segment|slideshow)\b.*\b(?:above|below|here)",
    r"read the (?:rest|full story|whole story|full article)\b.*\b(?:at|on|in|here)\b.*",
    // The readers' corner.
    r"(?:what (?:do )?you think\W+)?tell us what you think",
    r"what (?:do )?you think\??",
    r"you said it",
    r"(?:have your say|join the (?:conversation|discussion|debate)|(?:leave|post|add|write) (?:a|your) (?:comment|reply))\b.*",
    r"(?:\d+|no|view|view all|show|read)? ?comments?(?: \(\d+\)| are closed| closed)?",
    // Addresses and lists of keywords.
    r"(?:tags?|filed under|categories|category|keywords|posted in|tagged)\s*:.*",
    r"(?:tel(?:ephone)?|phone|fax|e-?mail|mobile)\s*[.:]+\s*[+(\d\w].*",
    r"[\w.+-]+@[\w-]+\.[\w.-]+",
    r"(?:https?://|www\.)\S+",
    // Marks of the wire.
    r"\(?(?:more|ends|end|mf)\)?",
    r"-\s?30\s?-",
];

/// Whole lines of the law, which may be longer.
const LAW: &[&str] = &[
    r"all (?:international )?rights reserved\b.*",
    r"terms (?:under which|and conditions|of (?:use|service|sale))\b.*",
    r"(?:privacy|cookies?) (?:policy|notice|statement|settings|preferences)(?:\W.*)?",
    r"(?:this|our) (?:web ?)?site uses cookies\b.*",
    r"we use cookies\b.*",
    r"by (?:continuing to (?:use|browse)|using) (?:this|our) (?:web ?)?site,? you\b.*",
    r"this material may not be (?:published|reproduced|broadcast|copied)\b.*",
    r"(?:republished|reprinted|reproduced|distributed) (?:with|by) permission\b.*",
];

/// Labels under which a page lists other articles.
const LABELS: &[&str] = &[
    r"(?:related|similar|more|other|recent|latest|top|most (?:read|popular|viewed|shared|e-?mailed)|recommended|further) (?:stor(?:y|ies)|(?:web ?)?sites?|articles?|links?|content|topics?|coverage|headlines|news|videos?|posts?|reading)(?: (?:on|from|in|by) .+)?",
    r"(?:most (?:read|popular|viewed|shared|e-?mailed|commented)|trending(?: now| topics)?|recommended(?: for you)?|editors?(?:'|’)?s? picks?)",
    r"(?:you (?:may|might) (?:also |be )?(?:like|be interested in|interested in)|don(?:'|’)t miss|what to read next|read next|up next|also read|see also|read also|also see)",
    r"(?:more|also) (?:on|from|in|by) (?:this|the) (?:story|section|site|topic|web|author|archive)\b.*",
    r"(?:elsewhere on the web|from the archives?|around the web|on this page|quick links)",
];

/// Labels that name what they list on the same line: `Read more: Brown visits Oslo`.
const NAMED: &[&str] = &[
    r"(?:read|see|watch|listen|also|and)(?: also| more| next| on)?(?: (?:here|about this|on this))?\s*(?:[:>]|»)\s*.+",
    r"(?:related|recommended|don(?:'|’)t miss|see also|also read|more)(?: (?:stor(?:y|ies)|articles?|links?|coverage|news|topics?|sites?|content))?\s*(?:[:>|]|»)\s*.+",
    r"read (?:more|also|next|the full (?:story|article|report|text))(?: (?:here|on|at)\b.*)?",
];

static LINE: LazyLock<RegexSet> = LazyLock::new(|| whole_lines(LINES, r"\s*(?:[.!:>]|…|»)*"));
static LEGAL: LazyLock<RegexSet> = LazyLock::new(|| whole_lines(LAW, r"\s*[.!]*"));
static LABEL: LazyLock<RegexSet> = LazyLock::new(|| whole_lines(LABELS, r"\s*(?:[:.>]|…|»)*"));
static NAMED_LINK: LazyLock<RegexSet> = LazyLock::new(|| whole_lines(NAMED, r"\s*(?:[.!>]|…|»)*"));

/// `Clinton and Jiang In this story:` — the foot of a picture run into the title of a list of links.
static IN_THIS_STORY: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)^(?:[^ ]+ ){0,8}in this (?:story|article|report|section)\s*:$"));

/// A copyright line; what follows the year is who holds it.
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:copyright\s*(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*(?:copyright|\d{4}))(?:\s*(?:©|\(c\)|copyright|by|of|-|,|\d{4}))*\s*(?P<holder>[^|·•–—©]*?)\s*(?:[,.;|·•–—-]+\s*(?:all (?:international )?rights reserved|no (?:part|use)|distributed|published|provided).*|[|·•–—©].*)?\.?$",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours compiles")
}

fn whole_lines(patterns: &[&str], closing: &str) -> RegexSet {
    let whole = patterns.iter().map(|pattern| format!("^(?:{pattern}){closing}$"));
    RegexSetBuilder::new(whole).case_insensitive(true).unicode(false).build().expect("patterns of ours compile")
}

/// Whether a line is furniture, and of which kind. `line` is the whole block, with single spaces.
pub(super) fn kind(line: &str) -> Option<Furniture> {
    if line.len() > LONGEST {
        return None;
    }
    if line.len() <= 80 && LABEL.is_match(line.as_bytes()) {
        return Some(Furniture::Label);
    }
    let no_words = !line.chars().any(char::is_alphanumeric);
    // "Read more: …" with a sentence after it is a sentence.
    let short = || {
        line.len() <= LONGEST_LINE
            && (is_share_bar(line)
                || is_menu(line)
                || is_update_stamp(line)
                || IN_THIS_STORY.is_match(line)
                || LINE.is_match(line.as_bytes())
                || (!line.ends_with('.') && NAMED_LINK.is_match(line.as_bytes())))
    };
    let furniture = no_words || short() || is_copyright(line) || LEGAL.is_match(line.as_bytes());
    furniture.then_some(Furniture::Line)
}

fn is_copyright(line: &str) -> bool {
    COPYRIGHT.is_match(line)
}

/// Who holds the copyright, as a part of a copyright line: `© 1998 Meridian News Network, Inc.`.
pub(super) fn copyright_holder(line: &str) -> Option<Span> {
    if line.len() > LONGEST || !is_copyright(line) {
        return None;
    }
    let holder = COPYRIGHT.captures(line)?.name("holder")?;
    let mut name = holder.as_str().trim_end_matches([',', ' ']);
    // The full stop of `Inc.` belongs to the name and was taken for the end of the line.
    let rest = &line[holder.start() + name.len()..];
    if rest.starts_with('.') && ["Inc", "Ltd", "Corp", "Co", "Bros"].iter().any(|end| name.ends_with(end)) {
        name = &line[holder.start()..=holder.start() + name.len()];
    }
    let named = name.starts_with(char::is_uppercase) && name.len() <= 60;
    named.then(|| Span::new(holder.start(), holder.start() + name.len()))
}

/// Nothing but the names of networks and the verbs of sharing: `Facebook Twitter`, `Share on WhatsApp | Print`.
fn is_share_bar(line: &str) -> bool {
    // "Instagram and Facebook." is somebody's answer.
    if line.ends_with(['.', '?', '!']) {
        return false;
    }
    let mut strong = false;
    let mut words = 0;
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '+').filter(|word| !word.is_empty()) {
        words += 1;
        match word.to_lowercase().as_str() {
            "facebook" | "twitter" | "whatsapp" | "linkedin" | "pinterest" | "reddit" | "tumblr" | "share" | "tweet"
            | "email" | "e-mail" | "print" | "flipboard" | "telegram" | "bluesky" | "mastodon" => strong = true,
            "google+" | "google" | "x" | "instagram" | "youtube" | "messenger" | "pocket" | "rss" | "sms" | "mail" | "copy"
            | "link" | "pin" | "save" | "on" | "via" | "to" | "and" | "with" | "more" | "this" | "comments" | "comment"
            | "follow" | "like" | "threads" => {}
            _ => return false,
        }
    }
    strong && words <= 16
}

/// A row of short entries between bars: `News | Sport | Weather | Travel`.
fn is_menu(line: &str) -> bool {
    let entries: Vec<&str> = line.split(['|', '»', '·', '•', '>']).map(str::trim).filter(|entry| !entry.is_empty()).collect();
    entries.len() >= 4
        && entries.iter().all(|entry| {
            entry.split(' ').count() <= 3 && !entry.ends_with('.') && !entry.chars().any(|c| c.is_ascii_digit() || c == ',')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_of_many_pages() {
        for line in [
            "Facebook Twitter",
            "Share on WhatsApp | Print",
            "Click to follow",
            "Get the latest headlines in your browser — free",
            ". Last Updated: 03/27/2016",
            "Updated 27 March 2016, 14:05",
            "Meridian logo",
            "Main banner",
            "Ann Roe and the envoy In this story:",
            "Note: Pages will open in a new window",
            "External sites are not endorsed by Meridian Interactive.",
            "What You Think Tell us what you think!",
            "You said it...",
            "To the top",
            "Back to top",
            "© 1998 Meridian News Network, Inc.",
            "Copyright 1998 The Meridian. All rights reserved.",
            "All Rights Reserved.",
            "Terms under which this page is offered.",
            "Sign up for our daily newsletter",
            "ADVERTISEMENT",
            "Advertisement - continue reading below",
            "We use cookies to make this site work.",
            "Share this article",
            "Read more: River falls after a week of rain",
            "Follow us on Facebook",
            "Follow Jane Roe on Twitter @janeroe.",
            "Tags: rivers, floods, Geneva",
            "Tel: +41 22 555 01 00",
            "newsdesk@meridian.example",
            "News | Sport | Weather | Travel",
            "* * *",
            "-30-",
        ] {
            assert_eq!(kind(line), Some(Furniture::Line), "{line}");
        }
        for line in ["Related story:", "Related sites:", "Most read", "More on this story", "Latest news", "You may also like"] {
            assert_eq!(kind(line), Some(Furniture::Label), "{line}");
        }
    }

    #[test]
    fn prose_is_not_furniture() {
        for line in [
            "Advertisement revenue fell by a tenth, the paper said.",
            "Share prices rose.",
            "Facebook said on Monday it would appeal.",
            "Print runs were cut.",
            "Follow-up talks are planned.",
            "Related offences were dropped, the court heard.",
            "Comments by the envoy angered Paris.",
            "Copyright piracy in 1998 cost the studios dearly.",
            "Copyright is a matter for the courts.",
            "The top of the mountain was in cloud.",
            "Home sales rose 3 per cent.",
            "Sign up for the army, the minister told students.",
            "More stories emerged of the night of the flood.",
            "Read more books, the minister told pupils.",
            "Watch: a small word with a long history.",
            "Updated figures showed a deficit.",
            "Updated 3 May figures showed a deficit.",
            "Terms of the accord were not disclosed.",
            "Ends justify means, he said.",
            "Email was down.",
            "Twitter and Facebook.",
            "Tell us what you know, the judge said.",
            "",
        ] {
            let expected = line.is_empty().then_some(Furniture::Line);
            assert_eq!(kind(line), expected, "{line}");
        }
    }

    #[test]
    fn the_holder_of_a_copyright() {
        let holder = |line: &'static str| copyright_holder(line).map(|span| span.of(line));
        assert_eq!(holder("© 1998 Meridian News Network, Inc."), Some("Meridian News Network, Inc."));
        assert_eq!(holder("Copyright 1998 The Meridian. All rights reserved."), Some("The Meridian"));
        assert_eq!(holder("Copyright (c) 1998, 1999 by Hill Country Wire"), Some("Hill Country Wire"));
        assert_eq!(holder("(c) 2001 Meridian | Privacy"), Some("Meridian"));
        assert_eq!(holder("© 1998"), None);
        assert_eq!(holder("All Rights Reserved."), None);
    }
}
