//! Reads what a parameter states in addition to its type.

use crate::diagnostic::Diagnostics;
use crate::load::constraints::{pattern, range};
use crate::load::names::check_field;
use crate::model::{Location, Member, Sites};
use crate::syntax::fields::Fields;
use crate::syntax::json::{Node, Value};

/// The word with which upstream marks a missing example: "none".
const NO_EXAMPLE: &str = "无";

/// Reads the facts of a parameter into `member`.
pub(super) fn read(fields: &Fields<'_>, member: &mut Member, diagnostics: &mut Diagnostics) {
    member.location = Location::Body;
    member.required = fields.boolean("required", diagnostics).unwrap_or(false);
    member.enforced = member.required;
    member.nullable = fields.boolean("nullable", diagnostics).unwrap_or(false);
    member.sensitive = fields.boolean("sensitive", diagnostics).unwrap_or(false);
    member.rust =
        fields.string("rust", diagnostics).filter(|name| check_field(name, diagnostics)).map(|name| name.value);
    member.doc = fields.text("description", diagnostics);
    member.deprecated = fields.string("deprecated", diagnostics).map(|text| text.value);
    member.sites = fields.word("sites", Sites::NAMES, diagnostics);
    member.range = fields.get("range").and_then(|node| range(node, diagnostics));
    member.length = fields.get("length").and_then(|node| range(node, diagnostics));
    member.chars = fields.string("pattern", diagnostics).and_then(|text| pattern(&text, diagnostics));
    member.default = fields.get("default").map(|node| node.to_json().to_string());
    member.example = fields.get("example").and_then(example);
}

/// Reads an example value, which is empty or `无` where upstream has none.
pub fn example(node: &Node) -> Option<String> {
    let text = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Null => return None,
        _ => node.to_json().to_string(),
    };
    (!text.is_empty() && text != NO_EXAMPLE).then_some(text)
}
