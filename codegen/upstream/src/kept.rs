//! Compares a descriptor that a person keeps with what the sites publish: names what neither the descriptor nor its overlay
//! has.

use std::collections::BTreeSet;

use codegen_model::{Service, Shape, Type};

/// Returns the paths of published actions and members that `kept` lacks, such as `ImageModeration.BizTag`. What belongs to a
/// path that is named already is left out.
pub fn missing(kept: &Service, published: &Service) -> Vec<String> {
    let known = paths(kept);
    let is_missing = |path: &&String| !known.contains(*path);
    let has_known_parent = |path: &&String| path.rsplit_once('.').is_none_or(|(parent, _)| known.contains(parent));
    paths(published).iter().filter(is_missing).filter(has_known_parent).cloned().collect()
}

/// Returns the paths of all actions and of their members. The members of a shape are named in each place that refers to it.
fn paths(service: &Service) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for operation in &service.operations {
        found.insert(operation.name.clone());
        add_members(&operation.name, &operation.input, service, &mut Vec::new(), &mut found);
        if let Some(output) = operation.output() {
            let path = format!("{}Output", operation.name);
            found.insert(path.clone());
            add_members(&path, output, service, &mut Vec::new(), &mut found);
        }
    }
    found
}

fn add_members<'s>(
    path: &str,
    shape: &'s Shape,
    service: &'s Service,
    within: &mut Vec<&'s str>,
    found: &mut BTreeSet<String>,
) {
    for member in &shape.members {
        let path = format!("{path}.{}", member.name);
        if let Type::Shape(name) = &member.ty
            && !within.contains(&name.as_str())
            && let Some(shape) = service.shapes.get(name)
        {
            within.push(name);
            add_members(&path, shape, service, within, found);
            within.pop();
        }
        found.insert(path);
    }
}
