//! How well a name fits what somebody types while looking for it.
//!
//! People type beginnings of words (`an ro`), leave letters out (`lndqst`) or make a slip (`lindqvst`). The better a fit says what was meant,
//! the earlier it comes; what fits by leaving out letters has to begin with the first one, or everything would fit.

/// How a name fits a search, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is what was typed.
    Exact,
    /// It begins so.
    Beginning,
    /// One of its words begins so.
    Word,
    /// Its words begin so, in order; some may be left out.
    Words,
    /// One letter of a word is wrong, missing or too many.
    Slip,
    /// It has all the letters in order, from the beginning of a word on.
    Letters,
}

/// Fewer letters than this fit too much when some may be left out.
const SHORTEST: usize = 3;

/// How a folded name fits a folded search; `None` if it does not.
pub(super) fn fit(typed: &str, name: &str) -> Option<Fit> {
    if name == typed {
        return Some(Fit::Exact);
    }
    if name.starts_with(typed) {
        return Some(Fit::Beginning);
    }
    let words = || name.split(' ');
    if name.match_indices(typed).any(|(at, _)| name[..at].ends_with(' ')) {
        return Some(Fit::Word);
    }
    let mut rest = words();
    if typed.split(' ').all(|wanted| rest.any(|word| word.starts_with(wanted))) {
        return Some(Fit::Words);
    }
    let letters = typed.chars().filter(|c| *c != ' ').count();
    if letters < SHORTEST {
        return None;
    }
    let slip = |wanted: &str, word: &str| {
        let long = wanted.chars().count() > SHORTEST;
        long && wanted.chars().next() == word.chars().next() && strsim::osa_distance(wanted, word) == 1
    };
    let mut rest = words();
    if typed.split(' ').all(|wanted| rest.any(|word| word.starts_with(wanted) || slip(wanted, word))) {
        return Some(Fit::Slip);
    }
    let from_word = |start: usize| {
        let mut left = name[start..].chars();
        let first = typed.chars().next();
        name[start..].chars().next() == first && typed.chars().filter(|c| *c != ' ').all(|wanted| left.any(|c| c == wanted))
    };
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    starts.into_iter().any(from_word).then_some(Fit::Letters)
}

/// What is typed of the word that says most: by its beginning an archive is searched.
pub(super) fn longest_word(typed: &str) -> &str {
    typed.split(' ').max_by_key(|word| word.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_a_name_fits_the_earlier_it_comes() {
        let fits = |typed| fit(typed, "helga maria lindqvist");
        assert_eq!(fits("helga maria lindqvist"), Some(Fit::Exact));
        assert_eq!(fits("helga m"), Some(Fit::Beginning));
        assert_eq!(fits("lind"), Some(Fit::Word));
        assert_eq!(fits("he lin"), Some(Fit::Words));
        assert_eq!(fits("lindqvst"), Some(Fit::Slip));
        assert_eq!(fits("helga lindquist"), Some(Fit::Slip));
        assert_eq!(fits("lqvt"), Some(Fit::Letters));
        assert_eq!([fits("elga"), fits("lin he"), fits("hx"), fits("brandt")], [None; 4]);
    }
}
