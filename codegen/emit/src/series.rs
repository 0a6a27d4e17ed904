//! Answers that come in more than one piece: events, and pages.

use super::items::Items;
use super::layout;
use super::types::Typed;
use codegen_model::{Advance, Member, Operation, Paginate, Service, Type};

const CLIENT: layout::Argument<'static> = ("client: ", ("&", "Client", ""));

/// A method on a client: its text, name, answer and body.
fn method(doc: &str, name: &str, answer: layout::Ty<'_>, body: &str) -> String {
    let mut text = String::new();
    layout::comment(&mut text, &[doc.to_owned()], "    ");
    text.push_str(layout::INLINE);
    layout::head(&mut text, name, &[layout::SELF, CLIENT], answer);
    text + "        " + body + "\n    }\n"
}

/// The method that asks for events.
pub fn events(operation: &Operation, items: &mut Items) -> Option<String> {
    let output = &operation.output().filter(|_| operation.events)?.rust_name;
    let switch = operation.event_switch().map_or("", |member| &member.name);
    ["Client", "Call", "EventStream", output].into_iter().for_each(|name| items.mention(name));
    let doc = "Checks the request and sends it when the call is awaited. The answer is handed on event by event.";
    Some(method(doc, "events", ("Call<EventStream<", output, ">>"), &format!("client.events(self, {switch:?})")))
}

/// The methods that read all pages.
pub fn pages(operation: &Operation, items: &mut Items) -> Vec<String> {
    if operation.paginate.is_none() {
        return Vec::new();
    }
    ["Client", "PageStream", "ItemStream"].into_iter().for_each(|name| items.mention(name));
    let pages =
        "The answers to this request and to those for the rest of the list. Nothing is sent until they are read.";
    let each =
        "What this request and those for the rest of the list give, item by item. Nothing is sent until it is read.";
    vec![
        method(pages, "pages", ("PageStream<", "Self", ">"), "PageStream::new(client, self)"),
        method(each, "items", ("ItemStream<", "Self", ">"), "self.pages(client).items()"),
    ]
}

/// Which members count the pages, and where the list is. Laid out here, as the rest of what an operation says of itself.
pub fn paginated(operation: &Operation, service: &Service, items: &mut Items) {
    let Some(paginate) = &operation.paginate else { return };
    let Some(output) = operation.output() else { return };
    let way = way(&paginate.items, operation, service).unwrap_or_default();
    let Some((last, before)) = way.split_last() else { return };
    let item = Typed::of(last, service).item();
    let (name, output) = (&operation.rust_name, &output.rust_name);
    let before: String = before.iter().map(|member| format!(".{}.unwrap_or_default()", member.rust_name)).collect();
    let deprecated = way.iter().any(|member| member.deprecated.is_some());
    let allow = if deprecated { "    #[allow(deprecated)]\n" } else { "" };
    let (paginator, last) = (paginator(paginate), &last.rust_name);
    let text = format!(
        "impl Paginated for {name} {{\n    type Item = {item};\n    const PAGINATOR: Paginator = {paginator};\n\n{allow}{}    \
         fn items(output: {output}) -> List<{item}> {{\n        output{before}.{last}\n    }}\n}}\n",
        layout::INLINE
    );
    items.text(text);
    ["Paginated", "Paginator", "List", item, output].into_iter().for_each(|name| items.mention(name));
}

fn paginator(paginate: &Paginate) -> String {
    let items = &paginate.items;
    let start = match &paginate.advance {
        Advance::Offset { offset, .. } => format!("Paginator::offset({offset:?}, {items:?})"),
        Advance::Page { page, size, first } => format!("Paginator::page({page:?}, {size:?}, {first}, {items:?})"),
        Advance::Token { token, next } => format!("Paginator::token({token:?}, {next:?}, {items:?})"),
    };
    let said = [("total", &paginate.total), ("more", &paginate.more)];
    let said = said.iter().filter_map(|(name, path)| Some(format!(".{name}({:?})", path.as_ref()?)));
    start + &said.collect::<String>()
}

/// The members on a path into the answer.
fn way<'s>(path: &str, operation: &'s Operation, service: &'s Service) -> Option<Vec<&'s Member>> {
    let (mut shape, mut way) = (operation.output(), Vec::new());
    for name in path.split('.') {
        let member = shape?.member(name)?;
        shape = if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None };
        way.push(member);
    }
    Some(way)
}
