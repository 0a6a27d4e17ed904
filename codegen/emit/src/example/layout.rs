//! Setter calls on lines that a person can read.

/// Longer lines are broken.
const WIDTH: usize = 96;

/// The lines of a call `.setter(…)` in a chain of calls.
pub fn call(call: &str) -> Vec<String> {
    let line = format!("    {call}");
    if line.chars().count() <= WIDTH { vec![line] } else { broken(call).unwrap_or_else(|| vec![line]) }
}

/// Lays the call out as a statement, and takes the statement's frame away again.
fn broken(call: &str) -> Option<Vec<String>> {
    let file = syn::parse_file(&format!("fn f() {{ x{call}; }}")).ok()?;
    let text = prettyplease::unparse(&file);
    let body = text.strip_prefix("fn f() {\n")?.trim_end().strip_suffix(";\n}")?;
    // A chain starts on a line of its own, and stands deeper.
    let (body, indent) = match body.strip_prefix("    x\n") {
        Some(chain) => (chain.to_owned(), "    "),
        None => (body.replacen("    x", "    ", 1), ""),
    };
    Some(body.lines().map(|line| line.strip_prefix(indent).unwrap_or(line).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::call;

    #[test]
    fn a_long_call_is_broken() {
        assert_eq!(call(".short(1)"), ["    .short(1)"]);
        let long = format!(".rules([Rule::new().file(\"{}\"), Rule::new().file(\"b\")])", "a".repeat(80));
        let lines = call(&long);
        assert_eq!(lines.first().map(String::as_str), Some("    .rules(["), "{lines:#?}");
        assert_eq!(lines.last().map(String::as_str), Some("    ])"), "{lines:#?}");
        let together: String = lines.iter().map(|line| line.trim()).collect();
        assert_eq!(together.replace(",]", "]").replace(",)", ")").replace("),Rule", "), Rule"), long);
    }
}
