//! A diff of many changes finishes: an algorithm with quadratic time would not.

use codegen_diff::diff;
use codegen_model::{Member, Model, Service, Shape, Type};

use crate::support::Schemas;
use crate::support::small;

/// The number of changed items.
const MANY: usize = 10_000;

/// Loads a model and changes its service.
fn model(change: impl Fn(&mut Service)) -> Model {
    let mut model = Schemas::of(&small::files()).load().model.expect("the small set loads");
    change(&mut model.services[0]);
    model
}

fn member(name: String, ty: Type) -> Member {
    Member { rust_name: name.clone(), setter: name.clone(), name, ty, ..Member::default() }
}

fn structure(name: String, members: Vec<Member>) -> (String, Shape) {
    (name.clone(), Shape { rust_name: name.clone(), name, members, ..Shape::default() })
}

#[track_caller]
fn finishes(base: &Model, head: &Model, min_findings: usize) {
    let findings = diff(base, head);
    assert!(findings.len() >= min_findings, "{} findings", findings.len());
}

#[test]
fn many_members_can_be_replaced() {
    let many = |what: &str| {
        model(|service| {
            let input = &mut service.operations[0].input;
            input.members.extend((0..MANY).map(|index| member(format!("{what}{index}"), Type::default())));
            input.one_of =
                (0..MANY / 2).map(|index| vec![format!("{what}{index}"), format!("{what}{}", index + 1)]).collect();
        })
    };
    finishes(&many("Old"), &many("New"), 2 * MANY);
}

#[test]
fn many_structures_can_exchange_members() {
    let many = |what: &str, holder: &str| {
        model(|service| {
            for index in 0..MANY / 4 {
                let inner = vec![member(holder.to_owned(), Type::default()), member("B".to_owned(), Type::Object)];
                let inner_type = Type::Shape(format!("{what}{index}"));
                service.shapes.extend([
                    structure(format!("{what}{index}"), inner),
                    structure(
                        format!("Stays{index}"),
                        vec![member("Inner".to_owned(), inner_type), member(what.to_owned(), Type::Object)],
                    ),
                ]);
            }
        })
    };
    finishes(&many("Old", "New"), &many("New", "Old"), MANY / 4);
}

#[test]
fn many_character_classes_can_change() {
    let all = |end: char| {
        model(|service| {
            let chars = Some(format!("\u{1}-{end}"));
            let members =
                (0..MANY).map(|index| Member { chars: chars.clone(), ..member(format!("M{index}"), Type::default()) });
            service.operations[0].input.members.extend(members);
        })
    };
    finishes(&all('\u{10ffff}'), &all('\u{10fffe}'), MANY);
}
