//! Knows everything that can be explained to people: the codes of findings, and the rules of the schema diff.

use crate::{catalogue, explain};
use codegen_model::diagnostic::{Code, did_you_mean};

/// The page for what a person typed: the code of a finding, or the name of a rule of the schema diff.
///
/// # Errors
///
/// Says what was perhaps meant where there is neither.
pub fn page(typed: &str) -> Result<String, String> {
    if let Some(code) = Code::parse(typed) {
        return Ok(code.explain().to_owned());
    }
    let wanted = typed.trim().to_lowercase();
    catalogue().find(|rule| rule.id == wanted).map(explain::page).ok_or_else(|| {
        let close = did_you_mean(&wanted, catalogue().map(|rule| rule.id));
        close.map_or_else(|| "`cargo xtask explain` lists them".to_owned(), |close| format!("did you mean `{close}`?"))
    })
}

/// Everything that can be explained, one a line.
pub fn list() -> String {
    let codes = Code::all().map(|code| format!("{code}  {}\n", code.title()));
    let rules = catalogue().map(|rule| format!("{}  {}\n", rule.id, explain::title(rule)));
    codes.chain(rules).collect()
}
