//! Rust as text, laid out as prettyplease lays it out: the forms of which generated code has thousands. A test holds the two
//! against each other.

use super::docs;

/// The width of a line, as prettyplease has it.
const WIDTH: usize = 89;

/// Comments of documentation, a line each.
pub fn comment(text: &mut String, lines: &[String], indent: &str) {
    for line in lines {
        text.push_str(indent);
        text.push_str(if line.is_empty() { "///" } else { "/// " });
        text.push_str(line);
        text.push('\n');
    }
}

/// The attribute for what should not be used any more.
pub fn deprecation(text: &mut String, note: &str, indent: &str) {
    let note = proc_macro2::Literal::string(&docs::line(note));
    text.push_str(&format!("{indent}#[deprecated(note = {note})]\n"));
}

/// The attribute of methods whose code is made where they are called, so that nobody compiles operations without use.
pub const INLINE: &str = "    #[inline]\n";

/// A type: what holds the innermost one, that one, and what closes.
pub type Ty<'t> = (&'t str, &'t str, &'t str);

/// An argument: its name with a colon, and its type.
pub type Argument<'t> = (&'t str, Ty<'t>);

/// The receiver.
pub const SELF: Argument<'static> = ("self", ("", "", ""));
/// The receiver that is changed and given back.
pub const MUT_SELF: Argument<'static> = ("mut self", ("", "", ""));

/// A public field of a structure.
pub fn field(text: &mut String, name: &str, ty: Ty<'_>) {
    push(text, &["    pub ", name, ": "]);
    self::ty(text, "    pub : ".len() + name.len(), ty, ",", 4);
    text.push('\n');
}

/// A type behind `used` columns of a line that ends with `end`; where the line would be too long, what the type holds gets one
/// of its own.
fn ty(text: &mut String, used: usize, (before, item, after): Ty<'_>, end: &str, indent: usize) {
    let fits = used + before.len() + item.len() + after.len() + end.len() <= WIDTH;
    let Some((outer, inner)) = before.split_once('<').filter(|_| !fits) else {
        return push(text, &[before, item, after, end]);
    };
    push(text, &[outer, "<\n", &" ".repeat(indent + 4)]);
    ty(text, indent + 4, (inner, item, after.strip_suffix('>').unwrap_or(after)), ",", indent + 4);
    push(text, &["\n", &" ".repeat(indent), ">", end]);
}

/// The head of a public method, up to its opening brace.
pub fn head(text: &mut String, name: &str, arguments: &[Argument<'_>], answer: Ty<'_>) {
    let length = |(before, item, after): Ty<'_>| before.len() + item.len() + after.len();
    let listed: usize = arguments.iter().map(|(name, ty)| name.len() + length(*ty) + 2).sum();
    push(text, &["    pub fn ", name, "("]);
    let fits = "    pub fn () ->  {".len() + name.len() + listed.saturating_sub(2) + length(answer) <= WIDTH;
    for (number, (name, argument)) in arguments.iter().enumerate() {
        if fits {
            push(text, &[if number > 0 { ", " } else { "" }, name, argument.0, argument.1, argument.2]);
        } else {
            push(text, &["\n        ", name]);
            ty(text, 8 + name.len(), *argument, ",", 8);
        }
    }
    text.push_str(if fits { ") -> " } else { "\n    ) -> " });
    // On one line with the arguments it has been counted already.
    ty(text, if fits { 0 } else { "    ) -> ".len() }, answer, " {", 4);
    text.push('\n');
}

/// An assignment to a field: a value and the methods that it goes through. Where the line would be too long, each method has
/// one of its own, and so has what stands in parentheses.
pub fn assignment(text: &mut String, field: &str, value: &str, methods: &[&str]) {
    let length = "        self. = ;".len() + field.len() + value.len();
    let fits = length + methods.iter().map(|name| name.len()).sum::<usize>() <= WIDTH;
    push(text, &["        self.", field, " = "]);
    match value.strip_prefix("Some(").and_then(|inner| inner.strip_suffix(')')).filter(|_| !fits) {
        Some(inner) => push(text, &["Some(\n            ", inner, ",\n        )"]),
        None => text.push_str(value),
    }
    for method in methods {
        push(text, &[if fits { "" } else { "\n            " }, method]);
    }
    text.push_str(";\n");
}

/// The implementation of methods, with a blank line between them.
pub fn implementation(name: &str, methods: &[String]) -> String {
    let mut text =
        String::with_capacity(methods.iter().map(|method| method.len() + 1).sum::<usize>() + name.len() + 10);
    push(&mut text, &["impl ", name, " {\n"]);
    for (number, method) in methods.iter().enumerate() {
        push(&mut text, &[if number > 0 { "\n" } else { "" }, method]);
    }
    text.push_str("}\n");
    text
}

/// Adds parts to a text.
pub fn push(text: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| text.push_str(part));
}
