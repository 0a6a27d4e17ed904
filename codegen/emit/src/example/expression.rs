//! Expressions of examples, and their layout: a builder with several calls is one call a line, a list of builders one item a
//! line. Anything else is one line.

/// An expression.
pub enum Expression {
    /// Anything that stays on one line.
    Plain(String),
    /// An array.
    List(Vec<Expression>),
    /// A constructor and calls of setters.
    Builder(String, Vec<Call>),
}

/// The call of a setter.
pub struct Call {
    /// The setter.
    pub name: String,
    /// Its argument.
    pub argument: Expression,
}

/// A text as a string literal.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

impl Expression {
    fn is_plain(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::List(items) => items.iter().all(|item| matches!(item, Self::Plain(_))),
            Self::Builder(_, calls) => calls.is_empty(),
        }
    }

    /// The lines of the expression, without indentation.
    fn lines(&self) -> Vec<String> {
        match self {
            Self::Plain(text) => vec![text.clone()],
            Self::List(items) if self.is_plain() => {
                vec![format!("[{}]", items.iter().flat_map(Self::lines).collect::<Vec<_>>().join(", "))]
            }
            Self::List(items) => {
                let items = items.iter().flat_map(|item| argument(item.lines()));
                ["[".to_owned()].into_iter().chain(items).chain(["]".to_owned()]).collect()
            }
            Self::Builder(start, calls) => match &calls[..] {
                [call] if call.argument.is_plain() => vec![format!("{start}{}", call.lines("").concat())],
                calls => {
                    std::iter::once(start.clone()).chain(calls.iter().flat_map(|call| call.lines("    "))).collect()
                }
            },
        }
    }
}

impl Call {
    /// The lines of the call `.name(argument)`.
    pub fn lines(&self, indent: &str) -> Vec<String> {
        let (name, mut lines) = (&self.name, self.argument.lines());
        let lines = match &self.argument {
            _ if lines.len() == 1 => vec![format!(".{name}({})", lines.remove(0))],
            Expression::List(_) => {
                let last = lines.len() - 1;
                lines[0] = format!(".{name}([");
                lines[last] = "])".to_owned();
                lines
            }
            _ => [format!(".{name}(")].into_iter().chain(argument(lines)).chain([")".to_owned()]).collect(),
        };
        lines.into_iter().map(|line| format!("{indent}{line}")).collect()
    }
}

/// The lines of an argument or item on lines of its own.
fn argument(mut lines: Vec<String>) -> impl Iterator<Item = String> {
    if let Some(last) = lines.last_mut() {
        last.push(',');
    }
    lines.into_iter().map(|line| format!("    {line}"))
}

#[cfg(test)]
mod tests {
    use super::{Call, Expression};

    fn plain(name: &str) -> Call {
        Call { name: name.to_owned(), argument: Expression::Plain("1".to_owned()) }
    }

    fn builder(calls: Vec<Call>) -> Expression {
        Expression::Builder("Rule::new()".to_owned(), calls)
    }

    fn lines(argument: Expression) -> Vec<String> {
        Call { name: "set".to_owned(), argument }.lines("")
    }

    #[test]
    fn a_builder_with_several_calls_is_one_call_a_line() {
        assert_eq!(plain("set").lines("  "), ["  .set(1)"]);
        assert_eq!(lines(builder(vec![plain("a")])), [".set(Rule::new().a(1))"]);
        let two = || builder(vec![plain("a"), plain("b")]);
        assert_eq!(lines(two()), [".set(", "    Rule::new()", "        .a(1)", "        .b(1),", ")"]);
        let list = Expression::List(vec![builder(vec![]), two()]);
        let expected = [".set([", "    Rule::new(),", "    Rule::new()", "        .a(1)", "        .b(1),", "])"];
        assert_eq!(lines(list), expected);
    }
}
