//! Formats JSON: one key or item on each line, indented by two spaces. In a table, each item of a list is one line, so
//! that reviewers can compare rows.
//!
//! Keeps the order of keys, and the spelling of strings and numbers.

use crate::source::Span;
use crate::syntax::json::{Key, Node, Value};

/// Formats `value`, which was parsed from `text`.
pub(super) fn format(text: &str, value: &Node<'_>, is_table: bool) -> String {
    let mut printer = Printer { text, is_table, out: String::new() };
    printer.value(value, 0, false);
    printer.out.push('\n');
    printer.out
}

struct Printer<'t> {
    text: &'t str,
    is_table: bool,
    out: String,
}

impl Printer<'_> {
    /// Prints a value. The parser has limited the depth.
    fn value(&mut self, node: &Node<'_>, depth: usize, in_row: bool) {
        match &node.value {
            Value::Object(entries) => {
                self.container(["{", "}"], entries, depth, in_row, |printer, (key, node): &(Key<'_>, Node<'_>)| {
                    printer.raw(key.span);
                    printer.out.push_str(": ");
                    printer.value(node, depth + 1, in_row);
                });
            }
            Value::Array(items) => {
                self.container(["[", "]"], items, depth, in_row, |printer, item: &Node<'_>| {
                    printer.value(item, depth + 1, in_row || printer.is_table);
                });
            }
            _ => self.raw(node.span),
        }
    }

    /// Prints a container, and each of its items with `print`.
    fn container<T>(
        &mut self,
        [open, close]: [&str; 2],
        items: &[T],
        depth: usize,
        in_row: bool,
        print: impl Fn(&mut Self, &T),
    ) {
        self.out.push_str(open);
        for (number, item) in items.iter().enumerate() {
            self.out.push_str(if number > 0 { "," } else { "" });
            self.separate(depth + 1, in_row, number > 0 || open == "{");
            print(self, item);
        }
        if !items.is_empty() {
            self.separate(depth, in_row, open == "{");
        }
        self.out.push_str(close);
    }

    /// Prints a line break, or in a row a space if `space` is set.
    fn separate(&mut self, depth: usize, in_row: bool, space: bool) {
        match in_row {
            true => self.out.push_str(if space { " " } else { "" }),
            false => {
                self.out.push('\n');
                self.out.push_str(&"  ".repeat(depth));
            }
        }
    }

    fn raw(&mut self, span: Span) {
        self.out.push_str(self.text.get(span.start as usize..span.end as usize).unwrap_or_default());
    }
}
