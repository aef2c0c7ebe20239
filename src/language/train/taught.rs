//! What the teacher says of a text: for each of its tokens the probability of each tag.

use std::error::Error;

use dateline::language::training::TAGS;

/// The teacher's file (`teacher.py label`), read alongside the tokens of the text. The tokeniser may have become another since the teacher
/// read its tokens, so the two are matched letter by letter, not token by token.
pub(crate) struct Taught<'t> {
    lines: Box<dyn Iterator<Item = &'t str> + 't>,
    /// What is left of the line's word.
    word: &'t str,
    probabilities: [f32; TAGS],
}

impl<'t> Taught<'t> {
    /// From the file's text: lines of token, spaced, tag and [`TAGS`] thousandths; other lines are passed over.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { lines: Box::new(text.lines().filter(|line| line.contains('\t'))), word: "", probabilities: [0.0; TAGS] }
    }

    /// The probabilities where the next token begins; they add up to one.
    ///
    /// # Errors
    /// If the file has other text than the tokens, or less.
    pub(crate) fn next(&mut self, mut token: &str) -> Result<[f32; TAGS], Box<dyn Error>> {
        let mut first = None;
        while !token.is_empty() {
            if self.word.is_empty() {
                let mut columns = self.lines.next().ok_or("the teacher's file ends early")?.split('\t');
                self.word = columns.next().unwrap_or_default();
                for (value, column) in self.probabilities.iter_mut().zip(columns.skip(2)) {
                    *value = column.parse::<f32>()? / 1000.0;
                }
            }
            first.get_or_insert(self.probabilities);
            let shared = self.word.len().min(token.len());
            match (token.strip_prefix(self.word.get(..shared).unwrap_or_default()), self.word.get(shared..)) {
                (Some(rest), Some(word)) if rest.len() < token.len() => (token, self.word) = (rest, word),
                _ => return Err(format!("the teacher's file has {:?} where the text has {token:?}", self.word).into()),
            }
        }
        let probabilities = first.unwrap_or_default();
        let sum = probabilities.iter().sum::<f32>().max(1e-6);
        Ok(probabilities.map(|value| value / sum))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FILE: &str = "# doc one\nAnn\t1\t_\t0\t1000\t0\t0\t0\t0\t0\nbuys\t1\t_\t1000\t0\t0\t0\t0\t0\t0\n\n\
                        Acme-Bolt\t1\t_\t200\t0\t0\t600\t200\t0\t0\n.\t0\t_\t500\t0\t0\t0\t0\t0\t0\n";

    #[test]
    fn tokens_cut_otherwise_take_what_stands_where_they_begin() {
        let mut taught = Taught::new(FILE);
        let tags: Vec<[f32; TAGS]> = ["Ann", "bu", "ys", "Acme", "-", "Bolt."].map(|token| taught.next(token).unwrap()).to_vec();
        let body = [0.2, 0.0, 0.0, 0.6, 0.2, 0.0, 0.0];
        let (ann, outside) = ([0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(tags, [ann, outside, outside, body, body, body]);
    }

    #[test]
    fn thousandths_are_made_to_add_up_to_one() {
        let mut taught = Taught::new("end\t1\t_\t250\t0\t0\t0\t0\t0\t250\n");
        assert_eq!(taught.next("end").unwrap(), [0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5]);
    }

    #[test]
    fn another_text_and_a_short_file_are_told() {
        let mut taught = Taught::new(FILE);
        assert_eq!(taught.next("Bob").unwrap_err().to_string(), "the teacher's file has \"Ann\" where the text has \"Bob\"");
        let mut taught = Taught::new("end\t1\t_\t999\t0\t0\t0\t0\t0\t0\n");
        assert_eq!(taught.next("ending").unwrap_err().to_string(), "the teacher's file ends early");
    }
}
