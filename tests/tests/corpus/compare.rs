//! Compares a response with the same response read and written again. No declared member may be lost or changed.

use codegen_model::{Member, Scalar, Service, Shape, Type};
use serde_json::{Map, Value};

/// Returns the differences, each with its path. Members in `skipped` have another kind than declared and are not compared.
pub fn differences(sent: &Value, written: &Value, shape: &Shape, service: &Service, skipped: &[String]) -> Vec<String> {
    let mut compare = Compare { service, skipped, found: Vec::new() };
    match (sent, written) {
        (Value::Object(sent), Value::Object(written)) => compare.object("", sent, written, shape),
        _ => compare.found.push("not an object".to_owned()),
    }
    compare.found
}

struct Compare<'a> {
    service: &'a Service,
    skipped: &'a [String],
    found: Vec<String>,
}

impl Compare<'_> {
    fn object(&mut self, path: &str, sent: &Map<String, Value>, written: &Map<String, Value>, shape: &Shape) {
        for member in &shape.members {
            let path = if path.is_empty() { member.name.clone() } else { format!("{path}.{}", member.name) };
            if self.skipped.contains(&path) {
                continue;
            }
            let (sent, written) = (sent.get(&member.name), written.get(&member.name));
            self.value(&path, sent.unwrap_or(&Value::Null), written.unwrap_or(&Value::Null), member, member.list);
        }
        if let Some(extra) = written.keys().find(|name| shape.member(name).is_none()) {
            self.found.push(format!("{path}.{extra} was not in the response"));
        }
    }

    fn value(&mut self, path: &str, sent: &Value, written: &Value, member: &Member, list: bool) {
        match (sent, written, &member.ty) {
            (Value::Array(sent), Value::Array(written), _) if list => self.list(path, sent, written, member),
            (Value::Object(sent), Value::Object(written), Type::Shape(name)) if !list => {
                let shape = &self.service.shapes[name];
                self.object(path, sent, written, shape);
            }
            (sent, written, Type::Scalar(scalar, _)) if !list && same(sent, written, *scalar) => {}
            (sent, written, _) if sent == written => {}
            _ => self.found.push(format!("{path}: {sent} became {written}")),
        }
    }

    /// Compares items. Null items and skipped ones are not written.
    fn list(&mut self, path: &str, sent: &[Value], written: &[Value], member: &Member) {
        let mut written = written.iter();
        for (index, item) in sent.iter().enumerate() {
            let path = format!("{path}[{index}]");
            if !item.is_null() && !self.skipped.contains(&path) {
                self.value(&path, item, written.next().unwrap_or(&Value::Null), member, false);
            }
        }
        if let Some(extra) = written.next() {
            self.found.push(format!("{path} has an extra item {extra}"));
        }
    }
}

/// Compares scalars. Numbers may be text and text may be numbers; an empty text stands for an absent number.
fn same(sent: &Value, written: &Value, scalar: Scalar) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let number = |value: &Value| text(value).parse::<f64>().ok();
    let flag = |value: &Value| match text(value).to_ascii_lowercase().as_str() {
        "true" | "1" | "on" => Some(true),
        "false" | "0" | "off" => Some(false),
        _ => None,
    };
    match scalar {
        _ if sent == written => true,
        Scalar::String => !sent.is_null() && !sent.is_array() && !sent.is_object() && text(sent) == text(written),
        Scalar::Integer | Scalar::Float => {
            (text(sent).is_empty() && written.is_null())
                || (number(sent).is_some() && number(sent) == number(written))
                || (sent.is_boolean() && flag(sent) == flag(written))
        }
        Scalar::Boolean => {
            (text(sent).is_empty() && written.is_null()) || (flag(sent).is_some() && flag(sent) == flag(written))
        }
    }
}
