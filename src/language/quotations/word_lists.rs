//! Closed lists of English words that tell who speaks: verbs of speech, pronouns, and the words that end a noun phrase.
//!
//! All lists are our own, in lower case and byte order.

/// Verbs that hardly ever do anything but give somebody's words.
#[rustfmt::skip]
pub(super) const SPEECH: &[&str] = &[
    "accused", "accuses", "accusing", "acknowledged", "acknowledges", "acknowledging", "added", "adding", "adds", "admits",
    "admitted", "admitting", "advised", "affirmed", "agreed", "alleged", "alleges", "alleging", "announced", "announces",
    "announcing", "argue", "argued", "argues", "arguing", "asked", "asking", "asks", "assailed", "asserted", "asserting",
    "asserts", "assured", "assures", "assuring", "bellowed", "bemoaned", "blamed", "blasted", "boasted", "boasting",
    "boasts", "bragged", "branded", "called", "calling", "cautioned", "cautioning", "cautions", "chanted", "chanting",
    "chided", "chimed", "chortled", "chuckled", "cited", "cites", "citing", "claim", "claimed", "claiming", "commented",
    "complained", "complaining", "complains", "conceded", "concedes", "conceding", "conclude", "concluded", "concludes",
    "concluding", "condemned", "confessed", "confided", "confirmed", "confirming", "confirms", "contended", "contending",
    "contends", "continued", "countered", "countering", "cracked", "cried", "criticised", "criticized", "crowed",
    "deadpanned", "declared", "declares", "declaring", "decried", "demanded", "demanding", "denied", "denies", "denounced",
    "denouncing", "denying", "deplored", "deride", "derided", "described", "describes", "describing", "disclosed",
    "dismissed", "dismissing", "dubbed", "echoed", "echoes", "echoing", "elaborated", "emailed", "emphasised", "emphasises",
    "emphasized", "emphasizes", "emphasizing", "enthused", "exclaimed", "exclaims", "explained", "explaining", "explains",
    "fumed", "groused", "grumbled", "gushed", "hailed", "hailing", "hollered", "huffed", "implored", "informed", "insisted",
    "insisting", "insists", "instructed", "interjected", "intoned", "jabbed", "japed", "joked", "joking", "labeled",
    "labelled", "lamented", "lamenting", "laments", "lauded", "laughed", "likened", "maintained", "maintains", "marveled",
    "mentioned", "mentions", "mocked", "mocks", "mumbled", "mused", "muses", "muttered", "noted", "noting", "objected",
    "observed", "observes", "opined", "ordered", "penned", "pleaded", "pledged", "pledging", "posted", "posting", "praised",
    "praising", "prayed", "preached", "predicted", "predicting", "predicts", "pressed", "proclaimed", "proclaiming",
    "promised", "promising", "proposed", "protested", "quipped", "quips", "quoted", "quoting", "railed", "ranted", "read",
    "reads", "recalled", "recalling", "recalls", "recited", "recommended", "recounted", "recounts", "referred", "referring",
    "reflected", "reiterated", "reiterates", "reiterating", "relayed", "remark", "remarked", "remarking", "remembered",
    "remembers", "reminded", "repeated", "repeating", "replied", "replying", "reported", "reporting", "responded",
    "responding", "responds", "retorted", "retorts", "retweeted", "revealed", "reveals", "ridiculed", "said", "sang",
    "saying", "says", "scoffed", "scolded", "screamed", "seethed", "shouted", "shouting", "shrugged", "sighed", "signaled",
    "sings", "slammed", "snapped", "sniffed", "spat", "stammered", "stated", "stating", "stressed", "stresses", "stressing",
    "suggested", "suggesting", "suggests", "summarised", "summarized", "swore", "taunted", "teased", "telling", "tells",
    "termed", "testified", "testifies", "texted", "thanked", "thundered", "told", "touted", "tweeted", "tweeting", "urged",
    "urges", "urging", "uttered", "vented", "volunteered", "vowed", "vowing", "vows", "wailed", "warned", "warning",
    "warns", "whispered", "wondered", "wondering", "wonders", "writes", "writing", "written", "wrote", "yelled", "yelling",
];

/// Forms that are nouns or other verbs as often: they count only right beside a quotation, a comma, a colon or `that`.
#[rustfmt::skip]
pub(super) const DOUBTFUL: &[&str] = &[
    "acknowledge", "add", "admit", "answer", "answered", "answering", "answers", "argue", "ask", "boast", "call", "calls",
    "chant", "charged", "charges", "charging", "claim", "claims", "comments", "complain", "conclude", "concurred",
    "continues", "counters", "cry", "declare", "demands", "explain", "insist", "joke", "jokes", "notes", "offered",
    "offering", "opened", "predict", "pressed", "promises", "questioned", "questions", "quip", "quotes", "remark",
    "remarks", "replies", "reply", "report", "reports", "respond", "responded", "say", "scream", "shot", "shout", "shouts",
    "spoke", "state", "states", "suggest", "tell", "thought", "tweet", "tweets", "warn", "write", "yell",
];

/// The words that make a two-word cue of the verb before them.
pub(super) const PARTICLES: &[(&str, &str)] = &[
    ("chimed", "in"),
    ("fired", "back"),
    ("goes", "on"),
    ("hit", "back"),
    ("pointed", "out"),
    ("points", "out"),
    ("pointing", "out"),
    ("put", "it"),
    ("puts", "it"),
    ("shot", "back"),
    ("spelled", "out"),
    ("summed", "up"),
    ("summing", "up"),
    ("went", "on"),
    ("wrote", "back"),
    ("cried", "out"),
    ("called", "out"),
    ("shouted", "out"),
    ("blurted", "out"),
];

/// Verbs that report speech and hardly do anything else.
#[rustfmt::skip]
pub(super) const SAYS: &[&str] = &[
    "acknowledged", "acknowledges", "acknowledging", "added", "adding", "adds", "admits", "admitted", "admitting", "allege",
    "alleged", "alleges", "alleging", "argue", "argued", "argues", "arguing", "asserted", "asserting", "asserts", "claim",
    "claimed", "claiming", "claims", "conceded", "concedes", "conceding", "contend", "contended", "contending", "contends",
    "countered", "declared", "declares", "declaring", "explained", "explaining", "explains", "insist", "insisted",
    "insisting", "insists", "joked", "maintained", "maintains", "noted", "notes", "noting", "predicted", "predicts",
    "quipped", "replied", "responded", "said", "say", "saying", "says", "stated", "stating", "testified",
    "warned", "warning", "warns",
];

/// Verbs that report speech where a clause follows them.
#[rustfmt::skip]
pub(super) const BARE: &[&str] = &[
    "acknowledge", "admit", "agreed", "announced", "announces", "announcing", "boasted", "complain", "complained",
    "concede", "confirmed", "confirms", "denied", "estimated", "estimates", "hinted", "note", "predict", "promised",
    "report", "reported", "reporting", "reports", "suggest", "suggested", "suggesting", "suggests", "tweeted", "warn",
    "wrote",
];

/// Verbs that report speech where `that` follows them.
#[rustfmt::skip]
pub(super) const THAT: &[&str] = &[
    "agrees", "cautioned", "cautions", "charge", "charged", "charges", "commented", "complains", "concluded", "concludes", "confirming",
    "demanded", "denies", "deny", "denying", "disclosed", "emphasised", "emphasized", "figured", "guessed", "implied",
    "indicated", "indicates", "lamented", "mentioned", "observed", "observes", "pledged", "proclaimed", "proclaims",
    "promises", "proposed", "recalled", "recalls", "recommended", "reiterated", "remarked", "repeated", "revealed",
    "reveals", "speculated", "stressed", "stresses", "swore", "vowed", "vows", "writes", "writing",
];

/// Verbs with the addressee behind them.
#[rustfmt::skip]
pub(super) const TELLS: &[&str] = &[
    "assured", "assures", "assuring", "informed", "informing", "informs", "notified", "reminded", "reminding", "reminds",
    "tell", "telling", "tells", "told",
];

/// Verbs of what somebody else is to do.
#[rustfmt::skip]
pub(super) const URGES: &[&str] = &[
    "advised", "advises", "advising", "asked", "asking", "asks", "begged", "challenged", "directed", "encouraged",
    "encourages", "encouraging", "implored", "instructed", "invited", "ordered", "ordering", "orders", "told", "urged",
    "urges", "urging", "warned", "warns",
];

/// Verbs of what the speaker means to do.
#[rustfmt::skip]
pub(super) const PROMISES: &[&str] = &[
    "pledged", "pledges", "pledging", "promised", "promises", "promising", "swore",
    "threatened", "threatening", "threatens", "vowed", "vowing", "vows",
];

/// Verbs with a question behind them.
#[rustfmt::skip]
pub(super) const ASKS: &[&str] = &[
    "asked", "asking", "asks", "described", "describes", "discussed", "explained", "explaining", "explains", "questioned",
    "recalled", "recounted", "said", "told", "wondered", "wondering", "wonders",
];

/// What papers and figures do.
#[rustfmt::skip]
pub(super) const SHOWS: &[&str] = &["find", "finds", "found", "show", "showed", "showing", "shows"];

/// Forms that are the infinitive too.
#[rustfmt::skip]
pub(super) const BASE_FORMS: &[&str] = &[
    "acknowledge", "admit", "allege", "argue", "charge", "claim", "complain", "concede", "contend", "deny", "find", "insist", "note",
    "predict", "report", "say", "show", "suggest", "tell", "warn",
];

/// Words after which nobody has spoken yet, or not at all.
#[rustfmt::skip]
pub(super) const IRREAL: &[&str] = &[
    "'ll", "can", "can't", "cannot", "could", "couldn't", "did", "didn't", "do", "does", "doesn't", "don't", "hadn't",
    "hasn't", "haven't", "if", "let", "may", "might", "must", "n't", "need", "neither", "never", "no", "nobody", "nor",
    "not", "should", "shouldn't", "to", "unless", "whether", "will", "won't", "would", "wouldn't",
];

/// Finite verbs and auxiliaries that no noun is.
#[rustfmt::skip]
pub(super) const FINITE: &[&str] = &[
    "am", "are", "aren't", "became", "began", "believes", "came", "can", "can't", "cannot", "comes", "cost", "could",
    "couldn't", "did", "didn't", "do", "does", "doesn't", "don't", "felt", "found", "gave", "gets", "goes", "got", "grew",
    "had", "hadn't", "has", "hasn't", "have", "haven't", "he'd", "he'll", "he's", "held", "i'd", "i'll", "i'm", "i've",
    "is", "isn't", "it'll", "it's", "kept", "knew", "knows", "led", "left", "lost", "made", "makes", "may", "means", "met",
    "might", "must", "needs", "paid", "plans", "ran", "remains", "said", "saw", "says", "seems", "sent", "shall", "she'd",
    "she'll", "she's", "should", "shouldn't", "spent", "spoke", "stands", "stood", "supports", "takes", "that's", "there's",
    "they'd", "they'll", "they're", "they've", "thinks", "thought", "told", "took", "tried", "understood", "wants", "was",
    "wasn't", "we'd", "we'll", "we're", "we've", "went", "were", "weren't", "will", "won", "won't", "would", "wouldn't",
    "you're", "you've",
];

/// Pronouns that stand for a source.
pub(super) const PRONOUNS: &[&str] = &["he", "i", "it", "she", "they", "we", "who", "you"];

/// Articles, demonstratives, possessives and small numbers that begin a noun phrase.
#[rustfmt::skip]
pub(super) const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "eight", "every", "few", "five", "four", "her", "his", "its",
    "many", "most", "my", "nine", "no", "one", "other", "our", "seven", "several", "six", "some", "ten", "that", "the",
    "their", "these", "this", "those", "three", "two", "your",
];

/// Prepositions; a noun phrase may go on behind some of them.
#[rustfmt::skip]
pub(super) const PREPOSITIONS: &[&str] = &[
    "about", "above", "across", "after", "against", "along", "amid", "among", "around", "as", "at", "before", "behind",
    "below", "beneath", "beside", "besides", "between", "beyond", "by", "concerning", "despite", "down", "during", "except",
    "following", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto", "out", "outside", "over",
    "past", "per", "regarding", "since", "through", "throughout", "to", "toward", "towards", "under", "unlike", "until",
    "up", "upon", "via", "with", "within", "without",
];

/// Words that begin a clause.
#[rustfmt::skip]
pub(super) const CLAUSE_OPENERS: &[&str] = &[
    "although", "and", "as", "because", "but", "how", "if", "nor", "or", "so", "than", "that", "then", "though", "unless",
    "what", "when", "where", "whereas", "whether", "which", "while", "who", "whom", "whose", "why", "yet",
];

/// Auxiliaries, common verbs and adverbs: no noun phrase goes on over them.
#[rustfmt::skip]
pub(super) const NO_NOUN: &[&str] = &[
    "afterward", "afterwards", "again", "ago", "already", "also", "am", "anyway", "appeared", "appears", "are", "aren't",
    "away", "back", "be", "became", "been", "began", "begins", "being", "believe", "believes", "brought", "came", "can",
    "can't", "cannot", "come", "comes", "could", "did", "didn't", "do", "does", "doesn't", "drew", "earlier", "else",
    "elsewhere", "even", "ever", "famously", "fell", "felt", "first", "found", "furthermore", "gave", "gets", "go", "goes",
    "going", "got", "grew", "had", "has", "hasn't", "have", "haven't", "having", "heard", "held", "here", "however",
    "indeed", "instead", "is", "isn't", "just", "kept", "knew", "know", "knows", "later", "led", "likes", "likewise",
    "lost", "made", "makes", "may", "maybe", "meanwhile", "met", "might", "moreover", "must", "need", "needs", "never",
    "nevertheless", "nonetheless", "not", "now", "often", "oh", "once", "only", "otherwise", "overall", "perhaps",
    "quickly", "ran", "rather", "recently", "released", "remained", "remains", "rose", "sat", "saw", "say", "see", "seem",
    "seemed", "seems", "sees", "sent", "should", "similarly", "soon", "spent", "spoke", "still", "take", "takes", "there",
    "therefore", "think", "thinks", "thought", "threw", "thus", "today", "together", "told", "tomorrow", "too", "took",
    "tried", "twice", "used", "want", "wanted", "wants", "was", "wasn't", "well", "went", "were", "weren't", "will", "won",
    "won't", "would", "wouldn't", "yes", "yesterday",
];

/// Adverbs with which sentences begin; other words in -ly with a capital are names.
#[rustfmt::skip]
pub(super) const SENTENCE_ADVERBS: &[&str] = &[
    "actually", "additionally", "apparently", "basically", "certainly", "clearly", "consequently", "curiously", "currently",
    "effectively", "eventually", "evidently", "finally", "formerly", "fortunately", "frankly", "generally", "historically",
    "hopefully", "importantly", "incredibly", "initially", "interestingly", "ironically", "lastly", "lately", "luckily",
    "mostly", "naturally", "nearly", "notably", "obviously", "occasionally", "oddly", "officially", "originally",
    "personally", "possibly", "presumably", "previously", "privately", "probably", "publicly", "recently", "repeatedly",
    "reportedly", "sadly", "secondly", "separately", "shortly", "significantly", "simply", "specifically", "strikingly",
    "subsequently", "suddenly", "supposedly", "surely", "surprisingly", "thankfully", "traditionally", "typically",
    "ultimately", "unfortunately", "unsurprisingly", "usually",
];

/// Nouns and adjectives that look like adverbs.
#[rustfmt::skip]
pub(super) const NOUNS_IN_LY: &[&str] = &[
    "anomaly", "assembly", "belly", "bully", "butterfly", "costly", "daily", "deadly", "early", "elderly", "family",
    "friendly", "homily", "jelly", "likely", "lonely", "monopoly", "monthly", "orderly", "rally", "reply", "supply",
    "tally", "weekly", "yearly",
];

/// Days, months and words of time.
#[rustfmt::skip]
pub(super) const TIME_WORDS: &[&str] = &[
    "afternoon", "april", "august", "december", "evening", "february", "friday", "january", "july", "june", "last", "march",
    "monday", "month", "morning", "next", "night", "november", "october", "saturday", "september", "sunday", "thursday",
    "today", "tomorrow", "tuesday", "wednesday", "week", "weekend", "year", "yesterday",
];

/// Units of time: `eight years ago` is nobody.
#[rustfmt::skip]
pub(super) const TIME_UNITS: &[&str] = &[
    "centuries", "century", "day", "days", "decade", "decades", "hour", "hours", "minute", "minutes", "moment", "moments",
    "month", "months", "night", "nights", "summer", "summers", "time", "times", "week", "weekend", "weekends", "weeks",
    "year", "years",
];

/// Honorifics and short titles that stand before a name.
#[rustfmt::skip]
pub(super) const TITLES: &[&str] = &[
    "adm.", "ambassador", "archbishop", "bishop", "brig.", "capt.", "captain", "cardinal", "chairman", "chairwoman",
    "chancellor", "chief", "col.", "colonel", "commissioner", "congressman", "congresswoman", "councillor", "councilman",
    "dame", "dr", "dr.", "father", "former", "gen.", "general", "gov.", "governor", "imam", "judge", "justice", "king",
    "lady", "lord", "lt.", "maj.", "major", "mayor", "minister", "miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "officer",
    "pope", "premier", "president", "prime", "prince", "princess", "prof.", "professor", "queen", "rabbi", "rep.",
    "representative", "reps.", "rev.", "reverend", "secretary", "sen.", "senator", "sens.", "sgt.", "sheikh", "sheriff",
    "sir", "speaker", "spokesman", "spokesperson", "spokeswoman", "supt.", "vice",
];

/// Nouns for people who speak without a name.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "activist", "activists", "adviser", "advisers", "advisor", "advisors", "advocate", "advocates", "aide", "aides",
    "ambassador", "analyst", "analysts", "assistant", "attorney", "attorneys", "author", "authorities", "backers", "boss",
    "candidate", "candidates", "captain", "chair", "chairman", "chairwoman", "chief", "coach", "colleague", "colleagues",
    "columnist", "commander", "commissioner", "critic", "critics", "democrats", "deputy", "diplomat", "diplomats",
    "director", "dissident", "dissidents", "economist", "economists", "editor", "editors", "employee", "employees", "envoy",
    "executive", "executives", "expert", "experts", "farmer", "farmers", "father", "founder", "friend", "friends",
    "governor", "guest", "host", "insider", "insiders", "journalist", "journalists", "judge", "lawmaker", "lawmakers",
    "lawyer", "lawyers", "leader", "leaders", "legislator", "man", "manager", "mayor", "member", "members", "minister",
    "ministers", "moderator", "mother", "neighbor", "neighbors", "neighbour", "neighbours", "observer", "observers",
    "officer", "officers", "official", "officials", "operative", "operatives", "opponent", "opponents", "others", "owner",
    "people", "pollster", "president", "producer", "professor", "prosecutor", "prosecutors", "protester", "protesters",
    "reporter", "reporters", "representative", "representatives", "republicans", "researcher", "researchers", "resident",
    "residents", "scholar", "scholars", "scientist", "scientists", "secretary", "senator", "senators", "source", "sources",
    "spokesman", "spokesmen", "spokesperson", "spokeswoman", "staffer", "staffers", "strategist", "strategists", "student",
    "students", "supporter", "supporters", "surrogate", "surrogates", "teacher", "trader", "traders", "veteran", "veterans",
    "victim", "victims", "villagers", "voter", "voters", "witness", "witnesses", "woman", "women", "worker", "workers",
    "writer",
];
