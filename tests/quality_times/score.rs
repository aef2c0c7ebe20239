//! TempEval-3's scores: a time is found (relaxed) if it overlaps an annotated one, found exactly (strict) if the spans are the
//! same, and its value counts if the two strings are the same.

use std::ops::Add;

use dateline::language::Time;

/// An annotated time.
pub(super) struct Gold {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: String,
}

/// How many were found, and how well.
#[derive(Clone, Copy, Default)]
pub(super) struct Score {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found) as f64
    }

    /// F1 of times that overlap an annotated one and have its value.
    pub(super) fn value_f1(&self) -> f64 {
        self.f1(self.value)
    }

    pub(super) fn print(&self, what: &str) {
        let (strict, relaxed, value) = (self.f1(self.strict), self.f1(self.relaxed), self.value_f1());
        let (gold, found) = (self.gold, self.found);
        println!(
            "times, {what}: gold {gold}, found {found}; strict F1 {strict:.3}, relaxed F1 {relaxed:.3}, value F1 {value:.3}"
        );
    }

    /// Counts one article.
    pub(super) fn add(&mut self, name: &str, text: &str, times: &[Time], gold: &[Gold]) {
        let show = std::env::var("DATELINE_SHOW").is_ok_and(|show| show == "times");
        let print = |kind: &str, start: usize, end: usize, gold: &str, ours: &str| {
            if show {
                let from = text[..start].char_indices().rev().nth(90).map_or(0, |(at, _)| at);
                let to = text[end..].char_indices().nth(60).map_or(text.len(), |(at, _)| end + at);
                let around = format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to]).replace('\n', " ");
                println!("{kind}\t{name}\t{}\t{gold}\t{ours}\t{around}", text[start..end].replace('\n', " "));
            }
        };
        self.gold += gold.len();
        self.found += times.len();
        let mut used = vec![false; times.len()];
        for gold in gold {
            let overlaps = |time: &Time| time.span.start() < gold.end && gold.start < time.span.end();
            let Some(index) = times.iter().enumerate().position(|(index, time)| !used[index] && overlaps(time)) else {
                print("missed", gold.start, gold.end, &gold.value, "");
                continue;
            };
            let time = &times[index];
            let ours = time.value.as_deref().unwrap_or("null");
            used[index] = true;
            self.relaxed += 1;
            if (time.span.start(), time.span.end()) == (gold.start, gold.end) {
                self.strict += 1;
            } else {
                print("span", gold.start, gold.end, time.span.of(text), ours);
            }
            if ours == gold.value {
                self.value += 1;
            } else {
                print("value", gold.start, gold.end, &gold.value, ours);
            }
        }
        for (time, _) in times.iter().zip(used).filter(|(_, used)| !used) {
            print("extra", time.span.start(), time.span.end(), "", time.value.as_deref().unwrap_or("null"));
        }
    }
}

impl Add for Score {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            strict: self.strict + other.strict,
            relaxed: self.relaxed + other.relaxed,
            value: self.value + other.value,
        }
    }
}
