//! JSON as the overlays have it: a key or an item a line, two blanks deeper for each level. In a table, where a reviewer
//! holds rows against rows, an item of a list is one line, however long.
//!
//! Keys stay in their order, texts and numbers as they are written.

use crate::source::Span;
use crate::syntax::json::{Key, Node, Value};

/// Lays out `value`, which stands in `text`.
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
    /// The parser has limited the depth.
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

    /// A container with its items, each by `print`.
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
            self.space(depth + 1, in_row, number > 0 || open == "{");
            print(self, item);
        }
        if !items.is_empty() {
            self.space(depth, in_row, open == "{");
        }
        self.out.push_str(close);
    }

    /// What separates: a new line, or in a row a blank, where one belongs there.
    fn space(&mut self, depth: usize, in_row: bool, blank: bool) {
        match in_row {
            true => self.out.push_str(if blank { " " } else { "" }),
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
