//! The report as text and as JSON.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::check::Checked;
use crate::recording::Exchange;
use crate::verdict::Verdict;

/// The outcomes for a file.
#[derive(Default, Serialize)]
pub struct Report {
    exchanges: Vec<Checked>,
    /// Requests that match no described operation.
    no_operation: Vec<String>,
    /// Exchanges without a recorded method or path.
    passed_over: Vec<String>,
    /// Cases without exchanges.
    nothing_recorded: Vec<String>,
}

impl Report {
    /// Creates an empty report with the names of exchanges that cannot be checked, and of cases that have no exchange.
    pub fn new(passed_over: Vec<String>, nothing_recorded: Vec<String>) -> Self {
        Self { passed_over, nothing_recorded, ..Self::default() }
    }

    /// Adds the outcome for an exchange.
    pub fn add(&mut self, exchange: &Exchange, checked: Option<Checked>) {
        match checked {
            Some(checked) => self.exchanges.push(checked),
            None => self.no_operation.push(format!("{}: {} {}", exchange.name, exchange.method, target(exchange))),
        }
    }

    /// Whether any exchange fails.
    pub fn fails(&self) -> bool {
        self.exchanges.iter().any(Checked::fails)
    }

    /// Returns the report as JSON.
    pub fn json(&self) -> String {
        let mut report = json!(self);
        report["sums"] = json!({ "request": self.sums(|one| one.request), "answer": self.sums(|one| one.answer) });
        format!("{report:#}\n")
    }

    fn sums(&self, side: fn(&Checked) -> Verdict) -> Map<String, Value> {
        let count = |verdict| self.exchanges.iter().filter(|one| side(one) == verdict).count();
        Verdict::ALL.iter().map(|verdict| (json!(verdict), count(*verdict))).map(named).collect()
    }

    /// Returns the report as text: the table, the findings, requests without operation, cases without exchange, the sums.
    pub fn text(&self) -> String {
        let findings = self.exchanges.iter().flat_map(|one| {
            let titled = |finding: &String| format!("{} ({})\n{}", one.exchange, one.operation, indented(finding));
            one.findings.iter().map(titled).collect::<Vec<_>>()
        });
        [
            table(&self.exchanges),
            findings.map(|finding| format!("\n{finding}")).collect(),
            section("requests without a described operation", &self.no_operation),
            section("exchanges without a recorded method or path", &self.passed_over),
            section("cases without a recorded exchange", &self.nothing_recorded),
            self.summary(),
        ]
        .concat()
    }

    fn summary(&self) -> String {
        let line = |label: &str, side: fn(&Checked) -> Verdict| {
            let sums = Verdict::ALL
                .iter()
                .map(|verdict| (self.exchanges.iter().filter(|one| side(one) == *verdict).count(), verdict.word()));
            let nonzero: Vec<_> = sums.filter(|(count, _)| *count > 0).map(|(n, word)| format!("{n} {word}")).collect();
            format!("{label}: {}\n", nonzero.join(", "))
        };
        let (all, without) = (self.exchanges.len(), self.no_operation.len());
        let passed_over = match self.passed_over.len() {
            0 => String::new(),
            count => format!(", {count} passed over"),
        };
        let (requests, answers) = (line("requests", |one| one.request), line("answers", |one| one.answer));
        format!("\n{all} exchanges with a described operation, {without} without{passed_over}\n{requests}{answers}")
    }
}

fn named((verdict, count): (Value, usize)) -> (String, Value) {
    (verdict.as_str().unwrap_or_default().to_owned(), count.into())
}

fn target(exchange: &Exchange) -> String {
    let pairs = exchange.query.iter().flatten();
    let parts = pairs.map(|(key, value)| if value.is_empty() { key.clone() } else { format!("{key}={value}") });
    let query = parts.collect::<Vec<_>>().join("&");
    if query.is_empty() { exchange.path.clone() } else { format!("{}?{query}", exchange.path) }
}

fn section(title: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { lines } else { format!("\n{title}\n{lines}") }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn table(all: &[Checked]) -> String {
    let mut rows = vec![["exchange", "operation", "request", "answer"]];
    rows.extend(all.iter().map(|one| [&one.exchange, &one.operation, one.request.word(), one.answer.word()]));
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (name, operation, request) = (width(0), width(1), width(2));
    let line = |[a, b, c, d]: &[&str; 4]| format!("{a:name$}  {b:operation$}  {c:request$}  {d}\n");
    rows.iter().map(line).collect()
}
