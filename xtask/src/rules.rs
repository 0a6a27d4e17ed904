//! `cargo xtask rules`: everything that a change can be judged by.

use std::process::ExitCode;

use anyhow::Result;
use codegen_diff::catalogue;
use codegen_diff::explain::title;
use codegen_diff::rule::{Rule, Verdict};

/// Prints a line for each rule: its name, severity, verdicts on wire, source and behaviour, version, and what it is for.
pub fn run() -> Result<ExitCode> {
    let rules: Vec<_> = catalogue().collect();
    let widest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    println!("{:widest$}  severity  wire source behaviour  version", "rule");
    rules.iter().for_each(|rule| println!("{}", line(rule, widest)));
    println!("{} rules; x breaks, ~ may break, . is fine", rules.len());
    Ok(ExitCode::SUCCESS)
}

fn line(rule: &Rule, widest: usize) -> String {
    let [wire, source, behaviour] = [rule.verdicts.wire, rule.verdicts.source, rule.verdicts.behaviour].map(mark);
    let (id, severity, bump) = (rule.id, rule.severity.word(), rule.bump.word());
    format!("{id:widest$}  {severity:8}  {wire:4} {source:6} {behaviour:9}  {bump:7}  {}", title(rule))
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaks => "x",
        Verdict::May => "~",
        Verdict::Fine => ".",
    }
}
