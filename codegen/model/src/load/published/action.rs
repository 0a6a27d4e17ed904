//! Loads actions, and the shapes that they share.

use std::collections::BTreeSet;

use super::entry::{Entry, key_name};
use super::object::{Object, Objects};
use super::selection::Selection;
use super::shape::Members;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::descriptor;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::model::{Operation, Response, Service, Shape};
use crate::syntax::fields::Spanned;
use crate::syntax::json::{Key, Node, Value};

/// The member of every output that is part of the response envelope.
pub(super) const REQUEST_ID: &str = "RequestId";
/// The header in the documentation of [`REQUEST_ID`] that marks a stream of events, in any language. Nothing else in a file
/// marks it.
const EVENT_STREAM_HEADER: &str = "X-TC-RequestId";

/// Loads the selected actions and the shapes that they share. An action that cannot be understood is left out.
pub(super) fn load(
    actions: &[(Key, Node)],
    objects: &Objects<'_>,
    selection: &Selection,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let mut loaded = read(actions, objects, &service.name, selection, diagnostics);
    let wanted = used(&loaded, objects, loaded.len() == actions.len());
    let members = Members::read(objects.all().filter(|object| wanted.contains(object.name())), objects, diagnostics);
    loaded.retain(|action| action.is_whole(&members, objects, diagnostics));
    let used = used(&loaded, objects, loaded.len() == actions.len());
    let inputs = objects.reached(loaded.iter().map(|action| action.input));
    let reached = objects.reached(loaded.iter().flat_map(Action::objects));
    let bound: BTreeSet<_> = loaded.iter().flat_map(Action::objects).map(Object::name).collect();
    let is_shape = |object: &&Object<'_>| {
        used.contains(object.name()) && (!bound.contains(object.name()) || reached.contains(object.name()))
    };
    for object in objects.all().filter(is_shape).filter(|object| !object.is_free()) {
        let shape = members.shape(object, inputs.contains(object.name()));
        service.shapes.insert(shape.name.clone(), shape);
    }
    service.operations = loaded.into_iter().map(|action| action.operation(&members, diagnostics)).collect();
}

/// Returns the names of the objects to load: all of them, or only those that actions use.
fn used<'o>(actions: &[Action<'o>], objects: &'o Objects<'o>, all: bool) -> BTreeSet<&'o str> {
    if all {
        return objects.names().collect();
    }
    let bound = actions.iter().flat_map(Action::objects).map(Object::name);
    let mut used = objects.reached(actions.iter().flat_map(Action::objects));
    used.extend(bound);
    used
}

/// Reads the selected actions, sorted, so that the result does not depend on the order of keys.
fn read<'n>(
    actions: &'n [(Key<'n>, Node<'n>)],
    objects: &'n Objects<'n>,
    service: &str,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Vec<Action<'n>> {
    let mut loaded: Vec<Action<'n>> = Vec::new();
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.text.trim().cmp(other.text.trim()));
    for (key, node) in sorted {
        if selection.skips_action(service, key.text.trim()) {
            continue;
        }
        let mut found = Diagnostics::default();
        let mut action = Action::read(key, node, objects, &mut found);
        if let Some(first) =
            action.as_ref().and_then(|action| loaded.last().filter(|last| last.name() == action.name()))
        {
            report_duplicate("action", first.name(), key.span, first.name.span, &mut found);
            action = None;
        }
        match action {
            Some(action) => {
                diagnostics.append(found);
                loaded.push(action);
            }
            None => diagnostics.append_tolerated(found, &left_out(&key.text)),
        }
    }
    loaded
}

fn left_out(action: &str) -> String {
    format!("the action `{}` is left out", action.escape_debug())
}

/// An action with its objects.
struct Action<'n> {
    name: Spanned<String>,
    entry: Entry<'n>,
    input: &'n Object<'n>,
    output: &'n Object<'n>,
}

impl<'n> Action<'n> {
    fn read(key: &Key, node: &'n Node, objects: &'n Objects<'n>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let name = key_name(key, diagnostics);
        let is_valid = names::check_operation(&name, diagnostics);
        let entry = Entry::open(node, diagnostics)?;
        let input = object(&entry, "input", objects, diagnostics);
        let output = object(&entry, "output", objects, diagnostics);
        let (input, output) = (input?, output?);
        is_valid.then_some(Self { name, entry, input, output })
    }

    fn name(&self) -> &str {
        &self.name.value
    }

    fn objects(&self) -> [&'n Object<'n>; 2] {
        [self.input, self.output]
    }

    /// Returns whether requests can have all members that they must have. If not, reports that it is left out.
    fn is_whole(&self, members: &Members<'_>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> bool {
        let reached = objects.reached([self.input].into_iter());
        let mut parts = reached.into_iter().chain([self.input.name()]);
        let Some(damaged) = parts.find(|object| members.is_damaged(object)) else { return true };
        let message = format!("`{damaged}` has required members that cannot be read; {}", left_out(self.name()));
        diagnostics.warning(Code::UNKNOWN_MEMBER, self.name.span, message);
        false
    }

    fn operation(self, members: &Members<'_>, diagnostics: &mut Diagnostics) -> Operation {
        let input = members.of(self.input, true);
        let input =
            Shape { name: self.name.value.clone(), members: input, span: self.input.name.span, ..Shape::default() };
        let events = self.output.nodes().iter().any(marks_event_stream);
        let mut members = members.of(self.output, false);
        // It is part of the response envelope, and of error responses as well.
        members.retain(|member| member.name != REQUEST_ID);
        let name = format!("{}Output", self.name.value);
        let shape = Shape { name, members, span: self.output.name.span, ..Shape::default() };
        let title = self.entry.text("name", diagnostics);
        let doc = Some(self.entry.text("document", diagnostics)).filter(|text| !text.is_empty()).unwrap_or(title);
        let status = Some(self.entry.text("status", diagnostics).trim().to_owned()).filter(|text| !text.is_empty());
        let response = Response::Shape { shape, root: String::new(), json: true };
        Operation { doc, status, input, events, ..descriptor::operation(self.name, response) }
    }
}

/// Looks up the object that an action names.
fn object<'n>(
    entry: &Entry<'_>,
    key: &str,
    objects: &'n Objects<'n>,
    diagnostics: &mut Diagnostics,
) -> Option<&'n Object<'n>> {
    let name = entry.required_name(key, diagnostics)?;
    let found = objects.get(&name.value);
    if found.is_none() {
        let message = format!("unknown object `{}`", name.value.escape_debug());
        diagnostics.error(Code::UNKNOWN_SHAPE, name.span, message).suggest(&name.value, objects.names());
    }
    found
}

/// Returns whether the documentation of a member marks a stream of events.
fn marks_event_stream(node: &Node) -> bool {
    let Value::Object(entries) = &node.value else { return false };
    let text = |name: &str| entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| &node.value);
    let is_id = matches!(text("name"), Some(Value::String(name)) if name.trim() == REQUEST_ID);
    is_id && matches!(text("document"), Some(Value::String(doc)) if doc.contains(EVENT_STREAM_HEADER))
}
