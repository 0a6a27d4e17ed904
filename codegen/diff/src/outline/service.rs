//! Lays out services, their versions, error codes and authorization tables.

use super::node::Node;
use super::usage::Usage;
use super::{operation, rule, shape};
use crate::facet::{Facet, Flow, Kind};
use codegen_model::{ErrorCode, Family, Grant, Group, LeftOut, Service, Sites};

/// Returns a node for each module. The versions of a service share one.
pub(super) fn services<'m>(services: &[&'m Service]) -> Vec<Node<'m>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for service in services {
        let version = version(service);
        match nodes.iter_mut().find(|node| node.key == service.module) {
            Some(node) => node.children.push(version),
            None => {
                let mut node = Node::new(Kind::Service, &service.module, Flow::Neither, service.span);
                node.children.push(version);
                nodes.push(node);
            }
        }
    }
    for node in &mut nodes {
        let newest = node.children.iter().map(|version| version.key.clone()).max();
        node.add_text(Facet::DefaultVersion, newest.unwrap_or_default());
    }
    nodes
}

fn version(service: &Service) -> Node<'_> {
    let Service {
        module: _,
        name,
        version,
        doc,
        page,
        guide,
        optional,
        families,
        groups,
        left_out,
        sites,
        // Each item has the module of its unit as a facet.
        units,
        operations,
        shapes,
        enums,
        rules,
        errors,
        authorization,
        // Only says where facts are stated.
        overlaid: _,
        // Only says whether the model is complete.
        incomplete: _,
        span,
    } = service;
    let mut node = Node::new(Kind::Version, version.as_deref().unwrap_or_default(), Flow::Neither, *span);
    node.add_text(Facet::Doc, doc)
        .add_optional(Facet::Page, page.as_deref())
        .add_text(Facet::Guide, guide)
        .add_text(Facet::Name, name)
        .add_optional(Facet::Sites, sites.and_then(Sites::single));
    node.add_flag(Facet::Optional, *optional);
    node.add_set(Facet::Families, families.iter().flat_map(family));
    node.add_set(Facet::Groups, groups.iter().map(|Group { folder, doc, span: _ }| format!("{folder}: {doc}")));
    node.add_set(Facet::LeftOut, left_out.iter().map(|LeftOut { name, why }| format!("{name}: {why}")));
    let usage = Usage::of(service);
    node.children.extend(operations.iter().map(|found| operation::operation(found, service)));
    node.children.extend(shapes.values().map(|found| shape::structure(found, usage.of_shape(&found.name), service)));
    node.children.extend(enums.values().map(|found| shape::enumeration(found, usage.of_enum(&found.name), service)));
    node.children.extend(rules.iter().map(|kind| rule::rule(kind, units)));
    node.children.extend(errors.iter().map(error));
    node.children.extend(authorization.iter().map(|(action, grant)| self::grant(action, grant)));
    node
}

/// Returns each file and folder that a family lists, or the family alone if it has all others. Its description is prose.
fn family(family: &Family) -> Vec<String> {
    let Family { name, doc: _, schemas, span: _ } = family;
    if schemas.is_empty() { vec![name.clone()] } else { schemas.iter().map(|path| format!("{name}: {path}")).collect() }
}

fn error(error: &ErrorCode) -> Node<'_> {
    // All constants of a service are in one module, whichever file declares them. `name` only decides `rust_name`.
    let ErrorCode { code, unit: _, doc, name: _, rust_name, span } = error;
    let mut node = Node::new(Kind::Error, code, Flow::Output, *span);
    node.add_text(Facet::Doc, doc).add_text(Facet::RustName, rust_name);
    node
}

fn grant<'m>(action: &'m str, grant: &'m Grant) -> Node<'m> {
    let Grant { access, granularity, resource, ip_restriction, span } = grant;
    let mut node = Node::new(Kind::Grant, action, Flow::Neither, *span);
    node.add_text(Facet::Access, access.name());
    node.add_text(Facet::Granularity, granularity.name());
    node.add_text(Facet::Resource, resource);
    node.add_optional(Facet::IpRestriction, ip_restriction.map(|yes| if yes { "yes" } else { "no" }));
    node
}
