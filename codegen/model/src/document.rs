//! JSON documents whose keys keep their order, and whose layout says which objects take one line. Knows nothing of schemas.

use std::borrow::Cow;
use std::fmt::Write;

use serde_json::Value;

/// A value of the document.
#[derive(Clone, Debug)]
pub enum Json {
    /// A scalar, or any JSON on one line.
    Scalar(Value),
    /// Values, one on each line of a tall object.
    List(Vec<Json>),
    /// Keys and values.
    Object {
        /// Whether each entry has a line of its own.
        tall: bool,
        /// The entries, in order.
        entries: Vec<(Cow<'static, str>, Json)>,
    },
}

/// Returns an empty object whose entries have a line each.
pub fn tall() -> Json {
    Json::Object { tall: true, entries: Vec::new() }
}

/// Returns an empty object on one line.
pub fn line() -> Json {
    Json::Object { tall: false, entries: Vec::new() }
}

/// Returns a list.
pub fn list(items: impl IntoIterator<Item = Json>) -> Json {
    Json::List(items.into_iter().collect())
}

/// Returns a list of texts.
pub fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Json {
    list(items.into_iter().map(|text| Json::from(text.as_ref())))
}

impl<T: Into<Value>> From<T> for Json {
    fn from(value: T) -> Self {
        Self::Scalar(value.into())
    }
}

impl Json {
    /// Adds an entry to an object.
    pub fn put(mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Self>) -> Self {
        if let Self::Object { entries, .. } = &mut self {
            entries.push((key.into(), value.into()));
        }
        self
    }

    /// Adds an entry to an object, unless the value is empty.
    pub fn set(self, key: impl Into<Cow<'static, str>>, value: impl Into<Self>) -> Self {
        let value = value.into();
        if value.is_empty() { self } else { self.put(key, value) }
    }

    /// Adds a text, unless it is empty.
    pub fn text(self, key: impl Into<Cow<'static, str>>, text: &str) -> Self {
        self.set(key, text)
    }

    /// Adds a text that may be absent.
    pub fn maybe(self, key: &'static str, text: Option<&str>) -> Self {
        self.text(key, text.unwrap_or_default())
    }

    /// Adds a flag that is set.
    pub fn flag(self, key: &'static str, is_set: bool) -> Self {
        self.set(key, is_set)
    }

    /// Adds a number that may be absent.
    pub fn number(self, key: &'static str, number: Option<i64>) -> Self {
        self.set(key, number)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Scalar(Value::Null | Value::Bool(false)) => true,
            Self::Scalar(Value::String(text)) => text.is_empty(),
            Self::Scalar(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Object { entries, .. } => entries.is_empty(),
        }
    }

    /// Returns the document as text.
    pub fn document(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text.push('\n');
        text
    }

    /// Writes the value; `depth` is `None` inside an object on one line.
    fn write(&self, text: &mut String, depth: Option<usize>) {
        match self {
            Self::Scalar(value) => _ = write!(text, "{value}"),
            Self::List(items) => brackets(text, "[]", depth, items, Self::write),
            Self::Object { tall, entries } => {
                let depth = depth.filter(|_| *tall);
                brackets(text, "{}", depth, entries, |(key, value), text, depth| {
                    _ = write!(text, "{}: ", Value::from(&**key));
                    value.write(text, depth);
                });
            }
        }
    }
}

/// Writes items between brackets, each on its own line where there is a depth.
fn brackets<T>(
    text: &mut String,
    brackets: &str,
    depth: Option<usize>,
    items: &[T],
    write: impl Fn(&T, &mut String, Option<usize>),
) {
    let (open, close) = brackets.split_at(1);
    let depth = depth.filter(|_| !items.is_empty());
    let new_line = |text: &mut String, depth: usize| _ = write!(text, "\n{:1$}", "", depth * 2);
    text.push_str(open);
    for (index, item) in items.iter().enumerate() {
        match (depth, index) {
            (Some(depth), 0) => new_line(text, depth + 1),
            (Some(depth), _) => {
                text.push(',');
                new_line(text, depth + 1);
            }
            (None, 0) => {}
            (None, _) => text.push_str(", "),
        }
        write(item, text, depth.map(|depth| depth + 1));
    }
    if let Some(depth) = depth {
        new_line(text, depth);
    }
    text.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tall_objects_have_a_line_for_each_entry() {
        let member = line().text("name", "A").flag("required", true).set("range", line().number("min", Some(1)));
        let shape = tall().text("name", "S").set("members", list([member.clone(), member])).flag("callback", false);
        let expected = r#"{
  "name": "S",
  "members": [
    {"name": "A", "required": true, "range": {"min": 1}},
    {"name": "A", "required": true, "range": {"min": 1}}
  ]
}
"#;
        assert_eq!(shape.document(), expected);
        assert!(serde_json::from_str::<Value>(expected).is_ok());
    }
}
