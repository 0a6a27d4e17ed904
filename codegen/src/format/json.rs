//! JSON as the overlays have it: a key or an item a line, two blanks deeper for each level. In a table, where a reviewer
//! holds rows against rows, an item of a list is one line, however long.
//!
//! Keys stay in their order, texts and numbers as they are written.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;

/// Lays out `value`, which stands in `text`.
pub(super) fn format(text: &str, value: &Value<'_>, is_table: bool) -> String {
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
    fn value(&mut self, value: &Value<'_>, depth: usize, in_row: bool) {
        match value {
            Value::Object(object) => {
                self.container(["{", "}"], &object.properties, depth, in_row, |printer, property: &ObjectProp<'_>| {
                    printer.raw(&property.name);
                    printer.out.push_str(": ");
                    printer.value(&property.value, depth + 1, in_row);
                });
            }
            Value::Array(array) => {
                self.container(["[", "]"], &array.elements, depth, in_row, |printer, item: &Value<'_>| {
                    printer.value(item, depth + 1, in_row || printer.is_table);
                });
            }
            other => self.raw(other),
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

    fn raw(&mut self, node: &impl Ranged) {
        let range = node.range();
        self.out.push_str(self.text.get(range.start..range.end).unwrap_or_default());
    }
}
