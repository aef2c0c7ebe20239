//! Where in a name the family name stands.

/// The family name to state, of those that a source gives: one that is in the name as whole words. `None` if it is the last word, which
/// goes without saying, or none is there.
pub(super) fn to_state(name: &str, families: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut stated = None;
    for family in families {
        let family: Vec<&str> = family.as_ref().split_whitespace().collect();
        if family.is_empty() || !words.windows(family.len()).any(|part| part == family) {
            continue;
        }
        if family.len() == 1 && words.last() == family.first() {
            return None;
        }
        stated.get_or_insert_with(|| family.join(" "));
    }
    stated
}

#[cfg(test)]
mod tests {
    use super::to_state;

    #[test]
    fn a_family_name_is_stated_where_it_is_not_the_last_word() {
        let stated = |name, families: &[&str]| to_state(name, families);
        assert_eq!(stated("Kwan Mei-ling", &["Kwan"]).as_deref(), Some("Kwan"));
        assert_eq!(stated("Anna van der Roe", &["van der Roe"]).as_deref(), Some("van der Roe"));
        assert_eq!(stated("Jane Poe Roe", &["Poe", "Roe"]), None);
        assert_eq!(stated("Jane Roe", &["Row"]), None);
        assert_eq!(stated("Kwanda Mei", &["Kwan", ""]), None);
    }
}
