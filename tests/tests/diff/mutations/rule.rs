//! Changes of processing rules.

use codegen_model::{Range, RuleKind, RuleType};

use super::Change;

pub(super) const RULE: &[Change<RuleKind>] = &[
    ("rename", |kind| kind.name.push_str("Peek")),
    ("text", |kind| kind.doc.push_str(" More.")),
    ("page", |kind| kind.page = Some("https://example.com/other".to_owned())),
    ("search words", |kind| kind.search_words.push("peek at".to_owned())),
    ("no examples", |kind| kind.examples.clear()),
    ("head", |kind| kind.head.form.push('x')),
    ("remove a part", |kind| _ = kind.parts.pop()),
    ("rename a part", |kind| kind.parts.iter_mut().take(1).for_each(|part| part.name.push_str("-peek"))),
    ("another form of a part", |kind| kind.parts.iter_mut().take(1).for_each(|part| part.form.insert(0, 'x'))),
    ("text of parts", |kind| kind.parts.iter_mut().for_each(|part| part.doc.push_str(" More."))),
    ("remove an argument", |kind| kind.parts.iter_mut().for_each(|part| _ = part.params.pop())),
    ("reorder arguments", |kind| kind.parts.iter_mut().for_each(|part| part.params.reverse())),
    ("rename arguments", |kind| params(kind, |param| param.0.push('x'))),
    ("words for arguments", |kind| params(kind, |param| *param.1 = RuleType::Word)),
    ("narrow arguments", |kind| {
        params(kind, |param| *param.1 = RuleType::Integer(Range { min: Some(3), max: Some(4) }));
    }),
];

fn params(kind: &mut RuleKind, change: impl Fn((&mut String, &mut RuleType))) {
    for param in std::iter::once(&mut kind.head).chain(&mut kind.parts).flat_map(|part| &mut part.params) {
        change((&mut param.name, &mut param.ty));
    }
}
