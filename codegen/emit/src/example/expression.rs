//! Expressions of examples, and their layout: one line for each call of a builder, item of a list, and member of an object.
//! A builder with one call and a list with one item stay on one line, if it is no wider than a page.

use super::width::fits;

/// An expression.
pub enum Expression {
    /// Anything that stays on one line.
    Plain(String),
    /// An array.
    List(Vec<Expression>),
    /// The function that makes an object, and the members as tuples.
    Object(String, Vec<String>),
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

/// The call of a function: on one line if it fits, or else with a line for each argument.
pub fn call(function: &str, arguments: &[String]) -> Vec<String> {
    let line = format!("{function}({})", arguments.join(", "));
    if fits(&line) || arguments.is_empty() {
        return vec![line];
    }
    let arguments = arguments.iter().flat_map(|text| argument(vec![text.clone()]));
    enclosed(&format!("{function}("), arguments, ")")
}

impl Expression {
    /// Whether the expression is one line: a list of at most one such item, or a builder with at most one call that sets a
    /// plain value.
    fn is_short(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::List(items) => items.len() <= 1 && items.iter().all(Self::is_short),
            Self::Object(..) => false,
            Self::Builder(_, calls) => {
                calls.len() <= 1 && calls.iter().all(|call| matches!(call.argument, Self::Plain(_)))
            }
        }
    }

    /// The expression on one line, if it is short.
    fn line(&self) -> Option<String> {
        let text = match self {
            _ if !self.is_short() => return None,
            Self::Plain(text) => text.clone(),
            Self::List(items) => format!("[{}]", items.iter().filter_map(Self::line).collect::<String>()),
            Self::Object(function, _) => function.clone(),
            Self::Builder(start, calls) => {
                let calls = calls.iter().filter_map(|call| Some(format!(".{}({})", call.name, call.argument.line()?)));
                std::iter::once(start.clone()).chain(calls).collect()
            }
        };
        Some(text)
    }

    /// The lines of an expression that is not short, or too wide for a line.
    fn lines(&self) -> Vec<String> {
        match self {
            Self::Plain(text) => vec![text.clone()],
            Self::List(items) => enclosed("[", items.iter().flat_map(|item| argument(item.short_or_lines())), "]"),
            Self::Object(function, members) => {
                let members = members.iter().flat_map(|member| argument(vec![member.clone()]));
                enclosed(&format!("{function}(["), members, "])")
            }
            Self::Builder(start, calls) => {
                std::iter::once(start.clone()).chain(calls.iter().flat_map(|call| call.lines("    "))).collect()
            }
        }
    }

    fn short_or_lines(&self) -> Vec<String> {
        self.line().filter(|line| fits(line)).map_or_else(|| self.lines(), |line| vec![line])
    }
}

impl Call {
    /// The lines of the call `.name(argument)`.
    pub fn lines(&self, indent: &str) -> Vec<String> {
        let open = format!("{indent}.{}(", self.name);
        if let Some(line) = self.argument.line().map(|line| format!("{open}{line})")).filter(|line| fits(line)) {
            return vec![line];
        }
        let mut lines = self.argument.lines();
        if matches!(self.argument, Expression::List(_) | Expression::Object(..)) {
            lines.iter_mut().skip(1).for_each(|line| line.insert_str(0, indent));
            lines[0].insert_str(0, &open);
            let last = lines.len() - 1;
            lines[last].push(')');
            return lines;
        }
        let inner = argument(lines).map(|line| format!("{indent}{line}"));
        enclosed(&open, inner, &format!("{indent})"))
    }
}

fn enclosed(open: &str, lines: impl Iterator<Item = String>, close: &str) -> Vec<String> {
    std::iter::once(open.to_owned()).chain(lines).chain([close.to_owned()]).collect()
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

    #[test]
    fn what_is_too_wide_for_a_page_gets_more_lines() {
        let long = || Expression::Plain("1".repeat(97));
        let line = "1".repeat(97);
        assert_eq!(lines(long()), [".set(".to_owned(), format!("    {line},"), ")".to_owned()]);
        let built = builder(vec![Call { name: "a".to_owned(), argument: long() }]);
        let expected = [".set(", "    Rule::new()", "        .a(", &format!("            {line},"), "        ),", ")"];
        assert_eq!(lines(built), expected);
        let arguments = [line.clone(), "2".to_owned()];
        assert_eq!(super::call("new", &arguments), ["new(", &format!("    {line},"), "    2,", ")"]);
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

    #[test]
    fn a_list_of_one_short_item_is_one_line() {
        assert_eq!(lines(Expression::List(vec![builder(vec![plain("a")])])), [".set([Rule::new().a(1)])"]);
        let one = || Expression::Plain("1".to_owned());
        assert_eq!(lines(Expression::List(vec![one(), one()])), [".set([", "    1,", "    1,", "])"]);
    }

    #[test]
    fn an_object_is_one_member_a_line() {
        let object = Expression::Object("Object::from".to_owned(), vec!["(\"a\", \"b\")".to_owned()]);
        assert_eq!(lines(object), [".set(Object::from([", "    (\"a\", \"b\"),", "]))"]);
    }
}
