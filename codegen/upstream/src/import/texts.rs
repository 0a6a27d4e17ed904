//! Writes the descriptions of a service as a file of texts, one line a text. The same service gives the same bytes.

use codegen_model::document::{Json, tall};
use codegen_model::{Operation, Service, Shape};

use crate::catalogue::products;

/// The path from a file of texts to the schema that editors check it with.
const SCHEMA: &str = "../texts.schema.json";

/// Returns the texts of a service, without what has none. The service itself is described by the name of its product: both
/// sites publish its title in Chinese.
pub fn texts_text(service: &Service) -> String {
    let actions = service.operations.iter().fold(tall(), |object, found| object.set(found.name.clone(), action(found)));
    let shapes = service.shapes.values().fold(tall(), |object, found| object.set(found.name.clone(), shape(found)));
    let product = products::of(&service.name);
    tall().put("$schema", SCHEMA).maybe("description", product).set("actions", actions).set("shapes", shapes).document()
}

fn action(operation: &Operation) -> Json {
    tall()
        .text("description", &operation.doc)
        .set("parameters", members(&operation.input))
        .set("response", operation.output().map_or_else(tall, members))
}

fn shape(shape: &Shape) -> Json {
    tall().text("description", &shape.doc).set("members", members(shape))
}

fn members(shape: &Shape) -> Json {
    shape.members.iter().fold(tall(), |object, member| object.text(member.name.clone(), &member.doc))
}
