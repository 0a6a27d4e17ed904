//! Services, their versions, and what they list: error codes and permissions.

use super::usage::Usage;
use super::{Node, operation, rule, shape};
use crate::facet::{Facet, Flow, Kind};
use codegen_model::{ErrorCode, Grant, LeftOut, Service, Unit};

/// One node a module; the versions of a service share one.
pub(super) fn services(services: &[Service]) -> Vec<Node<'_>> {
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
        node.says(Facet::DefaultVersion, newest.unwrap_or_default());
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
        left_out,
        // Where in the crate its items lie; each says so itself.
        units,
        operations,
        shapes,
        enums,
        rules,
        errors,
        authorization,
        // Only says whether the model can be trusted.
        incomplete: _,
        span,
    } = service;
    let mut node = Node::new(Kind::Version, version.as_deref().unwrap_or_default(), Flow::Neither, *span);
    node.says(Facet::Doc, doc).maybe(Facet::Page, page.as_deref()).says(Facet::Guide, guide).says(Facet::Name, name);
    node.set(Facet::LeftOut, left_out.iter().map(|LeftOut { name, why }| format!("{name}: {why}")));
    let usage = Usage::of(service);
    node.children.extend(operations.iter().map(|found| operation::operation(found, service)));
    node.children.extend(shapes.values().map(|found| shape::structure(found, usage.of_shape(&found.name), service)));
    node.children.extend(enums.values().map(|found| shape::enumeration(found, usage.of_enum(&found.name), service)));
    node.children.extend(rules.iter().map(|kind| rule::rule(kind, units)));
    node.children.extend(errors.iter().map(error));
    node.children.extend(authorization.iter().map(|(action, grant)| self::grant(action, grant)));
    node
}

/// The public module of what lies in a unit: the folders of its file. The file itself is a private module.
pub(super) fn module(units: &[Unit], unit: usize) -> String {
    let path = units.get(unit).map_or(&[][..], |unit| &unit.path);
    path.split_last().map(|(_, folders)| folders.join("::")).unwrap_or_default()
}

fn error(error: &ErrorCode) -> Node<'_> {
    // All constants of a service lie in one module, whichever file they come from. `name` only asks for `rust_name`.
    let ErrorCode { code, unit: _, doc, name: _, rust_name, span } = error;
    let mut node = Node::new(Kind::Error, code, Flow::Output, *span);
    node.says(Facet::Doc, doc).says(Facet::RustName, rust_name);
    node
}

fn grant<'m>(action: &'m str, grant: &'m Grant) -> Node<'m> {
    let Grant { access, granularity, resource, ip_restriction, span } = grant;
    let mut node = Node::new(Kind::Grant, action, Flow::Neither, *span);
    node.says(Facet::Access, access.name());
    node.says(Facet::Granularity, granularity.name());
    node.says(Facet::Resource, resource);
    node.maybe(Facet::IpRestriction, ip_restriction.map(|yes| if yes { "yes" } else { "no" }));
    node
}
