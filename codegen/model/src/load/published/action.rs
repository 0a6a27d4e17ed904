//! Loads actions, and the shapes that they share.

use std::collections::BTreeSet;

use super::object::{Object, Objects};
use super::shape;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::descriptor;
use crate::load::names;
use crate::model::{Operation, Response, Service, Shape};
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::{Key, Node, Value};

/// The member of every output that is part of the response envelope.
pub(super) const REQUEST_ID: &str = "RequestId";
/// The phrase in the documentation of [`REQUEST_ID`] that marks a stream of events. Nothing else in a file marks it.
const EVENT_STREAM_PHRASE: &str = "流式响应接口";

/// Loads all actions and the shapes that they share.
pub(super) fn load(
    actions: &[(Key, Node)],
    objects: &Objects<'_>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    // Sorted, so that the result does not depend on the order of keys.
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
    let sorted = sorted.into_iter();
    let loaded: Vec<_> = sorted.filter_map(|(key, node)| Action::read(key, node, objects, diagnostics)).collect();
    service.incomplete |= loaded.len() < actions.len();
    let inputs = objects.reached(loaded.iter().map(|action| action.input));
    let reached = objects.reached(loaded.iter().flat_map(|action| [action.input, action.output]));
    let bound: BTreeSet<_> = loaded.iter().flat_map(|action| [action.input.name(), action.output.name()]).collect();
    let is_shape = |object: &&Object<'_>| !bound.contains(object.name()) || reached.contains(object.name());
    for object in objects.all().filter(is_shape).filter(|object| !object.is_free()) {
        let is_input = inputs.contains(object.name());
        service
            .shapes
            .extend(shape::shape(object, is_input, objects, diagnostics).map(|shape| (shape.name.clone(), shape)));
    }
    service.operations = loaded.into_iter().map(|action| action.operation(objects, diagnostics)).collect();
}

/// An action with its objects.
struct Action<'n> {
    name: Spanned<String>,
    fields: Fields<'n>,
    input: &'n Object<'n>,
    output: &'n Object<'n>,
}

impl<'n> Action<'n> {
    fn read(key: &Key, node: &'n Node, objects: &'n Objects<'n>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let fields = Fields::open_lenient(node, diagnostics)?;
        let name = Spanned { value: key.text.to_string(), span: key.span };
        let is_valid = names::check_operation(&name, diagnostics);
        let input = object(&fields, "input", objects, diagnostics);
        let output = object(&fields, "output", objects, diagnostics);
        let (input, output) = (input?, output?);
        is_valid.then_some(Self { name, fields, input, output })
    }

    fn operation(self, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Operation {
        let members = shape::members(self.input, true, objects, diagnostics);
        let input = Shape { name: self.name.value.clone(), members, span: self.input.key.span, ..Shape::default() };
        let events = self.output.nodes(diagnostics).iter().any(marks_event_stream);
        let mut members = shape::members(self.output, false, objects, diagnostics);
        // It is part of the response envelope, and of error responses as well.
        members.retain(|member| member.name != REQUEST_ID);
        let name = format!("{}Output", self.name.value);
        let shape = Shape { name, members, span: self.output.key.span, ..Shape::default() };
        let title = self.fields.text("name", diagnostics);
        let doc = Some(self.fields.text("document", diagnostics)).filter(|text| !text.is_empty()).unwrap_or(title);
        let status = self.fields.string("status", diagnostics).map(|status| status.value);
        let response = Response::Shape { shape, root: String::new(), json: true };
        Operation { doc, status, input, events, ..descriptor::operation(self.name, response) }
    }
}

/// Looks up the object that an action names.
fn object<'n>(
    fields: &Fields<'_>,
    key: &str,
    objects: &'n Objects<'n>,
    diagnostics: &mut Diagnostics,
) -> Option<&'n Object<'n>> {
    let name = fields.required_string(key, diagnostics)?;
    let found = objects.get(&name.value);
    if found.is_none() {
        let report = diagnostics.error(Code::UNKNOWN_SHAPE, name.span, format!("unknown object `{}`", name.value));
        report.suggest(&name.value, objects.names());
    }
    found
}

/// Returns whether the documentation of a member marks a stream of events.
fn marks_event_stream(node: &Node) -> bool {
    let Value::Object(entries) = &node.value else { return false };
    let text = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| &node.value);
    let is_id = matches!(text("name"), Some(Value::String(name)) if name == REQUEST_ID);
    is_id && matches!(text("document"), Some(Value::String(doc)) if doc.contains(EVENT_STREAM_PHRASE))
}
