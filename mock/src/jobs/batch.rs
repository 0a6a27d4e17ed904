//! Submissions of several inputs: the response has an entry for each input, with the input's own values.

use codegen_model::{Location, Member, Operation, Service, Shape, Type};
use serde_json::Value;

use crate::tree::Tree;
use crate::tree::path::{MemberPath, member, member_mut};

/// The maximum number of inputs that get an entry, so that memory is bounded. Services accept 100.
const MAX_INPUTS: usize = 1_000;

/// How the inputs of a submission relate to the entries of responses.
#[derive(Debug)]
pub(super) struct Batch {
    /// The list of inputs in the request.
    inputs: String,
    /// The list of entries in the response.
    entries: String,
    /// The scalars that an entry repeats from its input.
    repeated: Vec<String>,
}

/// The scalars that an entry repeats from its input; `None` where the input does not set them.
pub(super) type Repeated = Vec<(String, Option<Value>)>;

impl Batch {
    /// Returns `None` where the request or the response at `id` has no list.
    pub(super) fn of(service: &Service, operation: &Operation, id: &MemberPath) -> Option<Self> {
        let in_body = |member: &&Member| member.list && member.location == Location::Body;
        let mut lists = operation.input.members.iter().filter(in_body);
        let inputs = lists.clone().find(|list| list.required).or_else(|| lists.next())?;
        let entries = operation.output()?.member(id.first()).filter(|member| member.list)?;
        let repeated = match (item(service, inputs), item(service, entries)) {
            (Some(input), Some(entry)) => repeated(input, entry),
            _ => Vec::new(),
        };
        Some(Self { inputs: inputs.name.clone(), entries: entries.name.clone(), repeated })
    }

    /// Gives the response an entry for each input of the request, and returns what the entries with an id repeat.
    ///
    /// An entry of the example stays where it is for this input; otherwise the first entry with an id is the model.
    pub(super) fn spread(&self, request: &Tree, response: &mut Tree, id: &MemberPath) -> Vec<Repeated> {
        let Some(Tree::List(inputs, _)) = member(request, &self.inputs) else { return Vec::new() };
        let Some(Tree::List(entries, _)) = member_mut(response, &self.entries) else { return Vec::new() };
        let inputs: Vec<_> = inputs.iter().take(MAX_INPUTS).map(|input| self.repeated(input)).collect();
        let has_id = |entry: &&Tree| !id.texts_of_item(entry).is_empty();
        let Some(model) = entries.iter().find(has_id).cloned() else { return Vec::new() };
        let entry = |(index, input): (usize, &Repeated)| match entries.get(index) {
            Some(example) if self.repeated(example) == *input => example.clone(),
            _ => repeating(model.clone(), input),
        };
        *entries = inputs.iter().enumerate().map(entry).collect();
        inputs.into_iter().zip(&*entries).filter(|(_, entry)| has_id(entry)).map(|(input, _)| input).collect()
    }

    fn repeated(&self, item: &Tree) -> Repeated {
        let value =
            |name: &String| if let Tree::Scalar(value) = member(item, name)? { Some(value.clone()) } else { None };
        self.repeated.iter().map(|name| (name.clone(), value(name))).collect()
    }
}

/// Returns the entry with the values of its input.
fn repeating(mut entry: Tree, input: &Repeated) -> Tree {
    if let Tree::Shape(members) = &mut entry {
        members.retain(|(name, _)| !input.iter().any(|(repeated, _)| repeated == name));
        members.extend(input.iter().filter_map(|(name, value)| Some((name.clone(), Tree::Scalar(value.clone()?)))));
    }
    entry
}

/// Returns the structure of a list's items.
fn item<'m>(service: &'m Service, list: &Member) -> Option<&'m Shape> {
    if let Type::Shape(name) = &list.ty { service.shapes.get(name) } else { None }
}

fn repeated(input: &Shape, entry: &Shape) -> Vec<String> {
    let is_scalar = |member: &&Member| !member.list && !matches!(member.ty, Type::Shape(_) | Type::Object);
    let scalars = input.members.iter().filter(is_scalar).map(|member| &member.name);
    scalars.filter(|name| entry.member(name).as_ref().is_some_and(is_scalar)).cloned().collect()
}
