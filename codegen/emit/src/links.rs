//! Links in prose: an operation that is named in backticks becomes a link to its page.

use codegen_model::text::code_span;
use codegen_model::{Operation, Service};

/// Links the operations of a service that lines of documentation name. The lines are in one of its modules.
pub fn linked(lines: Vec<String>, service: &Service) -> Vec<String> {
    let mut fence = None;
    let link = |line: String| {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            None if line.contains('`') => return in_line(&line, service),
            _ => {}
        }
        line
    };
    lines.into_iter().map(link).collect()
}

/// A link to an operation that is in scope.
pub fn in_scope(operation: &Operation) -> String {
    let Operation { name, rust_name, .. } = operation;
    if name == rust_name { format!("[`{name}`]") } else { format!("[`{name}`]({rust_name})") }
}

/// A link to an operation from any module of its service. All items of a version are in one module; those of a folder of
/// schemas are in many.
fn from_anywhere(operation: &Operation, service: &Service) -> String {
    let Operation { name, rust_name, .. } = operation;
    match service.units.len() {
        1 => in_scope(operation),
        _ => format!("[`{name}`](crate::{}::{rust_name})", service.module),
    }
}

fn in_line(line: &str, service: &Service) -> String {
    let (mut out, mut rest) = (String::with_capacity(line.len() + 32), line);
    while let Some(at) = rest.find('`') {
        let (before, tail) = rest.split_at(at);
        let span = code_span(tail).filter(|_| !before.ends_with('\\')).unwrap_or("`");
        out.push_str(before);
        match operation(span, service).filter(|_| !before.ends_with('[')) {
            Some(found) => out.push_str(&from_anywhere(found, service)),
            None => out.push_str(span),
        }
        rest = &tail[span.len()..];
    }
    out + rest
}

/// The operation that a code span names.
fn operation<'s>(span: &str, service: &'s Service) -> Option<&'s Operation> {
    let name = span.strip_prefix('`')?.strip_suffix('`')?;
    name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| service.operation(name))?
}

#[cfg(test)]
mod tests {
    use codegen_model::diagnostic::Diagnostics;
    use codegen_model::source::Sources;
    use codegen_model::{Service, Unit, load, resolve};

    use super::linked;

    fn service(units: usize) -> Service {
        let text = r#"{ "name": "look", "api_version": "2024-01-01", "actions": [
            { "name": "Look", "parameters": [], "response": [] },
            { "name": "Look_Up", "parameters": [], "response": [] }] }"#;
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add("look.json", text.to_owned());
        let service = load::descriptor::load(&sources, file, "look", &mut diagnostics);
        let mut model = codegen_model::Model { services: service.into_iter().collect(), ..Default::default() };
        resolve::resolve(&mut model, &mut diagnostics);
        let unit = Unit { source: "other.json".to_owned(), path: vec!["other".to_owned()] };
        let mut service = model.services.remove(0);
        service.units.resize(units, unit);
        service
    }

    #[test]
    fn operations_in_backticks_are_links() {
        let one = service(1);
        for (line, expected) in [
            ("see `Look`.", "see [`Look`]."),
            ("as `Look_Up` does", "as [`Look_Up`](LookUp) does"),
            ("`look` and `Peek`, Look", "`look` and `Peek`, Look"),
            ("[`Look`](x) and \\`Look`", "[`Look`](x) and \\`Look`"),
            ("``Look`` ` Look", "``Look`` ` Look"),
        ] {
            assert_eq!(linked(vec![line.to_owned()], &one), [expected], "{line}");
        }
        let code = ["```text", "`Look`", "```", "`Look`"].map(str::to_owned);
        assert_eq!(linked(code.to_vec(), &one), ["```text", "`Look`", "```", "[`Look`]"]);
    }

    #[test]
    fn a_link_names_the_module_where_there_are_several() {
        assert_eq!(linked(vec!["`Look_Up`".to_owned()], &service(2)), ["[`Look_Up`](crate::look::LookUp)"]);
    }
}
