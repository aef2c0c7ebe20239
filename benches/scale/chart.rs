//! Cost against size, as a picture: both axes grow tenfold.

use std::fmt::Write as _;

use super::Cost;

/// What is drawn, with its colour; in milliseconds.
const DRAWN: [(&str, &str); 5] = [
    ("hover, p99", "#1f77b4"),
    ("references, first page, p99", "#2ca02c"),
    ("symbols, p99", "#9467bd"),
    ("keystroke to diagnostics, p99", "#ff7f0e"),
    ("ripgrep, one name", "#888888"),
];

/// A chart of what answers cost.
pub(crate) fn svg(costs: &[Cost]) -> String {
    let x = |articles: usize| 80.0 + ((articles as f64).log10() - 3.0) * 180.0;
    let y = |ms: f64| 380.0 - (ms.max(0.1).log10() + 1.0) * 65.0;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 430\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"860\" height=\"430\" fill=\"white\"/>\n",
    );
    for power in -1..=4 {
        let ms = 10_f64.powi(power);
        let _ = writeln!(svg, "<line x1=\"80\" x2=\"640\" y1=\"{0:.1}\" y2=\"{0:.1}\" stroke=\"#ddd\"/>", y(ms));
        let _ = writeln!(svg, "<text x=\"72\" y=\"{:.1}\" text-anchor=\"end\">{ms} ms</text>", y(ms) + 4.0);
    }
    for cost in costs {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"400\" text-anchor=\"middle\">{} articles</text>",
            x(cost.articles),
            cost.articles
        );
    }
    for (at, (name, colour)) in DRAWN.iter().enumerate() {
        let points = costs.iter().filter_map(|cost| {
            let (.., ms) = cost.figures.iter().find(|(figure, ..)| figure == name)?;
            Some(format!("{:.1},{:.1}", x(cost.articles), y(*ms)))
        });
        let points: Vec<String> = points.collect();
        let _ = writeln!(svg, "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{}\"/>", points.join(" "));
        let _ = writeln!(svg, "<text x=\"655\" y=\"{}\" fill=\"{colour}\">{name}</text>", 60 + at * 20);
    }
    svg + "</svg>\n"
}
