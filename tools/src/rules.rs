//! `rules`: lists the rules of the schema diff.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use codegen_diff::explain::title;
use codegen_diff::rule::{Rule, Verdict, Verdicts};
use codegen_diff::{catalogue, rules};

/// Prints a line for each rule: name, severity, verdicts, version and title.
pub fn run() -> Result<ExitCode> {
    check()?;
    let rules: Vec<_> = catalogue().collect();
    let widest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    println!("{:widest$}  severity  wire       source     behaviour  version", "rule");
    rules.iter().for_each(|rule| println!("{}", line(rule, widest)));
    println!("{} rules", rules.len());
    Ok(ExitCode::SUCCESS)
}

/// Fails if a rule file is invalid, because a comparison would go on without its rule.
pub fn check() -> Result<()> {
    let errors = rules::errors();
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

fn line(rule: &Rule, widest: usize) -> String {
    let Verdicts { wire, source, behaviour } = rule.verdicts;
    let [wire, source, behaviour] = [wire, source, behaviour].map(Verdict::word);
    let (id, severity, bump) = (rule.id, rule.severity.word(), rule.bump.word());
    format!("{id:widest$}  {severity:8}  {wire:9}  {source:9}  {behaviour:9}  {bump:7}  {}", title(rule))
}
