//! Joins what the two sites publish about the same version of a service: the structure of the China site, with what only the
//! international site has. Knows nothing of files.

use std::collections::BTreeMap;

use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::{Member, Operation, Service, Shape, Sites, Type};

use super::texts::texts_text;
use crate::release::Site;

/// A version of a service, as one or both sites publish it.
#[derive(Debug)]
pub struct Joined {
    /// The structure, with the texts of the China site.
    pub service: Service,
    /// The content of the file of texts, if the international site publishes the version.
    pub texts: Option<String>,
}

/// Joins the services that were read from each site, sorted by name and version. Where both sites were read, the result says
/// which of them have what.
pub fn join(read: Vec<(Site, Vec<Service>)>, diagnostics: &mut Diagnostics) -> Vec<Joined> {
    let is_known = Site::ALL.iter().all(|site| read.iter().any(|(found, _)| found == site));
    let mut versions: BTreeMap<_, [Option<Service>; 2]> = BTreeMap::new();
    for (site, services) in read {
        for service in services {
            let found = versions.entry((service.name.clone(), service.version.clone())).or_default();
            found[site as usize] = Some(service);
        }
    }
    let joined = versions.into_values().filter_map(|found| version(found, diagnostics));
    joined.map(|joined| if is_known { joined } else { joined.with_unknown_sites() }).collect()
}

impl Joined {
    fn with_unknown_sites(mut self) -> Self {
        self.service.sites = None;
        self
    }
}

fn version([china, international]: [Option<Service>; 2], diagnostics: &mut Diagnostics) -> Option<Joined> {
    let texts = international.as_ref().map(texts_text);
    let service = match (china, international) {
        (Some(china), Some(international)) => both(china, international, diagnostics),
        (Some(china), None) => Service { sites: Some(Sites::China), ..china },
        (None, Some(mut international)) => {
            international.operations.iter_mut().for_each(|operation| operation.doc.clear());
            international.all_shapes_mut().for_each(clear_texts);
            Service { sites: Some(Sites::International), ..international }
        }
        (None, None) => return None,
    };
    Some(Joined { service, texts })
}

fn both(mut joined: Service, other: Service, diagnostics: &mut Diagnostics) -> Service {
    joined.sites = Some(Sites::Both);
    let mut others: BTreeMap<_, _> =
        other.operations.into_iter().map(|operation| (operation.name.clone(), operation)).collect();
    for operation in &mut joined.operations {
        match others.remove(&operation.name) {
            Some(other) => join_operations(operation, &other, diagnostics),
            None => operation.sites = Some(Sites::China),
        }
    }
    joined.operations.extend(others.into_values().map(only_international));
    joined.operations.sort_by(|one, other| one.name.cmp(&other.name));
    for (name, shape) in &mut joined.shapes {
        if let Some(other) = other.shapes.get(name) {
            join_members(shape, other, diagnostics);
        }
    }
    add_missing_shapes(&mut joined, &other.shapes);
    joined
}

fn join_operations(operation: &mut Operation, other: &Operation, diagnostics: &mut Diagnostics) {
    operation.events |= other.events;
    join_members(&mut operation.input, &other.input, diagnostics);
    if let (Some(output), Some(other)) = (operation.response.shape_mut(), other.output()) {
        join_members(output, other, diagnostics);
    }
}

fn only_international(mut operation: Operation) -> Operation {
    operation.sites = Some(Sites::International);
    operation.doc.clear();
    clear_texts(&mut operation.input);
    operation.response.shape_mut().map(clear_texts);
    operation
}

/// Joins the members of a structure. A member is required only if both sites have it and require it.
fn join_members(shape: &mut Shape, other: &Shape, diagnostics: &mut Diagnostics) {
    for member in &mut shape.members {
        match other.member(&member.name) {
            Some(other) => join_member(member, other, diagnostics),
            None => limit(member, Sites::China),
        }
    }
    let known: Vec<_> = shape.members.iter().map(|member| member.name.clone()).collect();
    for member in other.members.iter().filter(|member| !known.contains(&member.name)) {
        let mut member = Member { doc: String::new(), ..member.clone() };
        limit(&mut member, Sites::International);
        shape.members.push(member);
    }
}

fn limit(member: &mut Member, sites: Sites) {
    member.sites = Some(sites);
    member.required = false;
    member.enforced = false;
}

fn join_member(member: &mut Member, other: &Member, diagnostics: &mut Diagnostics) {
    member.required &= other.required;
    member.enforced &= other.enforced;
    member.nullable |= other.nullable;
    if (&member.ty, member.list) != (&other.ty, other.list) {
        let message = format!("the two sites publish different types of `{}`; the first is used", member.name);
        diagnostics.warning(Code::SITES_DISAGREE, member.span, message).label(other.span, "the other type");
    }
}

/// Adds the shapes that only members of the international site use.
fn add_missing_shapes(service: &mut Service, shapes: &BTreeMap<String, Shape>) {
    loop {
        let types = service.all_shapes().flat_map(|shape| &shape.members).map(|member| &member.ty);
        let names = types.filter_map(|ty| if let Type::Shape(name) = ty { Some(name) } else { None });
        let missing = names.filter(|name| !service.shapes.contains_key(*name)).filter_map(|name| shapes.get(name));
        let mut missing: BTreeMap<_, _> = missing.map(|shape| (shape.name.clone(), shape.clone())).collect();
        if missing.is_empty() {
            return;
        }
        missing.values_mut().for_each(clear_texts);
        service.shapes.extend(missing);
    }
}

/// Removes texts, which are in the file of texts.
fn clear_texts(shape: &mut Shape) {
    shape.doc.clear();
    shape.members.iter_mut().for_each(|member| member.doc.clear());
}
