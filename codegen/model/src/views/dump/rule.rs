//! Processing rules as JSON.

use super::Prose;
use super::shape::range;
use crate::document::{Json, line, list, tall, texts};
use crate::model::{RuleKind, RuleParam, RulePart, RuleType};

pub(super) fn kind(kind: &RuleKind, prose: Prose) -> Json {
    let object = prose.add(tall().text("name", &kind.name), "doc", &kind.doc);
    let object = prose.add(object, "page", kind.page.as_deref().unwrap_or_default());
    let object = prose.add(object, "search_words", &kind.search_words.join(", "));
    object
        .set("head", part(&kind.head, prose))
        .set("parts", list(kind.parts.iter().map(|found| part(found, prose))))
        .set("examples", texts(kind.examples.iter().map(|example| &example.rule)))
}

fn part(part: &RulePart, prose: Prose) -> Json {
    let object = line().text("name", &part.name).text("form", &part.form);
    prose.add(object, "doc", &part.doc).set("params", list(part.params.iter().map(|found| param(found, prose))))
}

fn param(param: &RuleParam, prose: Prose) -> Json {
    let object = line().text("name", &param.name).set("type", ty(&param.ty));
    prose.add(object, "doc", &param.doc)
}

fn ty(ty: &RuleType) -> Json {
    let (name, bounds) = match ty {
        RuleType::Integer(bounds) => ("integer", range(*bounds)),
        RuleType::Flag => ("flag", line()),
        RuleType::Float(bounds) => ("float", range(*bounds)),
        RuleType::Word => ("word", line()),
        RuleType::Enum(name) => return line().text("enum", name),
        RuleType::Base64(longest) => ("base64", line().number("max", *longest)),
    };
    line().text("kind", name).set("bounds", bounds)
}
