//! Everything that `cargo xtask explain` explains: the codes of diagnostics, and the rules of the schema diff.

use crate::explain;
use crate::rules::catalogue;
use codegen_model::diagnostic::{Code, did_you_mean};

/// Returns the page for the code of a diagnostic or the name of a rule.
///
/// # Errors
///
/// Returns a suggestion if there is neither.
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

/// Returns a line for each code and each rule.
pub fn list() -> String {
    let codes = Code::all().map(|code| format!("{code}  {}\n", code.title()));
    let rules = catalogue().map(|rule| format!("{}  {}\n", rule.id, explain::title(rule)));
    codes.chain(rules).collect()
}
