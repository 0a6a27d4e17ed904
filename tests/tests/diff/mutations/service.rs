//! Changes of a service and its error codes.

use codegen_model::{Access, Enum, ErrorCode, Granularity, Group, LeftOut, Service, Shape, Type};

use super::{Change, other_sites};

pub(super) const SERVICE: &[Change<Service>] = &[
    ("sites", |service| service.sites = other_sites(service.sites)),
    ("text", |service| service.doc.push_str(" More.")),
    ("page", |service| service.page = Some("https://example.com/other".to_owned())),
    ("guide", |service| service.guide.push_str("More.\n")),
    ("optional", |service| service.optional = !service.optional),
    ("name", |service| service.name.push('x')),
    ("module", |service| service.module.push('x')),
    ("version", |service| service.version = service.version.as_ref().map(|_| "2031-01-01".to_owned())),
    ("group", |service| {
        let group = Group { folder: "look/peek".to_owned(), doc: "Peeks.".to_owned(), span: service.span };
        service.groups.push(group);
    }),
    ("text of groups", |service| service.groups.iter_mut().for_each(|group| group.doc.push_str(" More."))),
    ("leave out", |service| service.left_out.push(LeftOut { name: "Peek".to_owned(), why: "Internal.".to_owned() })),
    ("another reason to leave out", |service| service.left_out.iter_mut().for_each(|left| left.why.push('x'))),
    ("remove an operation", |service| _ = service.operations.pop()),
    ("add an operation", |service| {
        if let Some(mut operation) = service.operations.first().cloned() {
            operation.name = "PeekSomewhere".to_owned();
            service.operations.push(operation);
        }
    }),
    ("remove an error", |service| _ = service.errors.pop()),
    ("add an error", |service| {
        service
            .errors
            .extend(service.errors.first().cloned().map(|error| ErrorCode { code: "Unseen.Ever".to_owned(), ..error }));
    }),
    ("remove a grant", |service| _ = service.authorization.pop_first()),
    ("rename a grant", |service| {
        if let Some((_, grant)) = service.authorization.pop_first() {
            service.authorization.insert("x:Peek".to_owned(), grant);
        }
    }),
    ("change grants", |service| {
        for grant in service.authorization.values_mut() {
            grant.access = if grant.access == Access::Read { Access::Write } else { Access::Read };
            grant.resource.push('x');
        }
    }),
    ("grants by resource", |service| {
        for grant in service.authorization.values_mut() {
            let by_resource = grant.granularity == Granularity::Resource;
            grant.granularity = if by_resource { Granularity::Operation } else { Granularity::Resource };
        }
    }),
    ("grants by address", |service| {
        service
            .authorization
            .values_mut()
            .for_each(|grant| grant.ip_restriction = Some(grant.ip_restriction != Some(true)));
    }),
    ("remove a rule", |service| _ = service.rules.pop()),
    ("remove a shape", |service| _ = service.shapes.pop_last()),
    ("add a shape", |service| {
        let shape = Shape { name: "Peeked".to_owned(), ..Shape::default() };
        service.shapes.insert("Peeked".to_owned(), shape);
    }),
    ("remove an enum", |service| _ = service.enums.pop_last()),
    ("add an enum", |service| {
        _ = service.enums.insert("Peeked".to_owned(), Enum { name: "Peeked".to_owned(), ..Enum::default() })
    }),
    ("rename a shape", |service| {
        let Some((name, mut shape)) = service.shapes.pop_last() else { return };
        shape.name = "PeekedAt".to_owned();
        service.shapes.insert(shape.name.clone(), shape);
        for member in service.all_shapes_mut().flat_map(|shape| &mut shape.members) {
            if member.ty == Type::Shape(name.clone()) {
                member.ty = Type::Shape("PeekedAt".to_owned());
            }
        }
    }),
];

pub(super) const ERROR: &[Change<ErrorCode>] = &[
    ("rename", |error| error.code.push_str("Peek")),
    ("respell", |error| error.code = error.code.to_uppercase()),
    ("text", |error| error.doc.push_str(" More.")),
    ("name", |error| error.name = Some("Peeked".to_owned())),
];
