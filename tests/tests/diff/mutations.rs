//! The changes that a person can make to a schema: every leaf of the model with every kind of change.

use codegen_model::{
    Access, Advance, Callback, Enum, EnumValue, ErrorCode, Example, Expected, Format, Granularity, Group, Host,
    HttpBinding, IdempotencyToken, LeftOut, Location, Member, Operation, Paginate, Permission, Protocol, Range,
    Response, RuleKind, RuleType, Scalar, Service, Shape, Sites, Type, Waiter,
};

/// Returns sites that differ from these in what is stated: one site, or none in particular.
fn other_sites(sites: Option<Sites>) -> Option<Sites> {
    if sites.and_then(Sites::single).is_some() { None } else { Some(Sites::China) }
}

/// A change of a service.
pub struct Mutation {
    /// The name.
    pub name: String,
    /// Changes the service; does nothing if the service lacks the item.
    pub make: Box<dyn Fn(&mut Service)>,
}

/// A change of an item; does nothing if it does not apply.
type Change<T> = (&'static str, fn(&mut T));

/// Returns every change of every leaf of a service.
pub fn of(service: &Service) -> Vec<Mutation> {
    let mut all = Vec::new();
    each(&mut all, 1, "service", SERVICE, |service, _| Some(service));
    let shapes: Vec<usize> = service.all_shapes().map(|shape| shape.members.len()).collect();
    each(&mut all, shapes.len(), "shape", SHAPE, |service, at| service.all_shapes_mut().nth(at));
    for (shape, members) in shapes.iter().enumerate() {
        each(&mut all, *members, &format!("shape {shape} member"), MEMBER, move |service, at| {
            service.all_shapes_mut().nth(shape)?.members.get_mut(at)
        });
    }
    each(&mut all, service.operations.len(), "operation", OPERATION, |service, at| service.operations.get_mut(at));
    let bindings = |operation: &Operation| {
        if let Protocol::Rest { bindings, .. } = &operation.protocol { bindings.len() } else { 0 }
    };
    for (index, count) in service.operations.iter().map(bindings).enumerate() {
        each(&mut all, count, &format!("operation {index} binding"), BINDING, move |service, at| {
            let Protocol::Rest { bindings, .. } = &mut service.operations.get_mut(index)?.protocol else { return None };
            bindings.get_mut(at)
        });
    }
    each(&mut all, service.enums.len(), "enum", ENUM, |service, at| service.enums.values_mut().nth(at));
    let values: Vec<usize> = service.enums.values().map(|found| found.values.len()).collect();
    for (index, count) in values.into_iter().enumerate() {
        each(&mut all, count, &format!("enum {index} value"), VALUE, move |service, at| {
            service.enums.values_mut().nth(index)?.values.get_mut(at)
        });
    }
    each(&mut all, service.errors.len(), "error", ERROR, |service, at| service.errors.get_mut(at));
    each(&mut all, service.rules.len(), "rule", RULE, |service, at| service.rules.get_mut(at));
    all
}

fn each<T: 'static>(
    all: &mut Vec<Mutation>,
    count: usize,
    what: &str,
    changes: &'static [Change<T>],
    at: impl Fn(&mut Service, usize) -> Option<&mut T> + Copy + 'static,
) {
    for index in 0..count {
        for (name, change) in changes {
            let make = move |service: &mut Service| {
                if let Some(found) = at(service, index) {
                    change(found);
                }
            };
            all.push(Mutation { name: format!("{what} {index}: {name}"), make: Box::new(make) });
        }
    }
}

const SERVICE: &[Change<Service>] = &[
    ("sites", |service| service.sites = other_sites(service.sites)),
    ("text", |service| service.doc.push_str(" More.")),
    ("page", |service| service.page = Some("https://example.com/other".to_owned())),
    ("guide", |service| service.guide.push_str("More.\n")),
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

const SHAPE: &[Change<Shape>] = &[
    ("text", |shape| shape.doc.push_str(" More.")),
    ("add a member", |shape| shape.members.push(Member { name: "Peek".to_owned(), ..Member::default() })),
    ("add a required member", |shape| {
        shape.members.push(Member { name: "Peek".to_owned(), required: true, ..Member::default() });
    }),
    ("remove the first member", |shape| {
        shape.members = shape.members.split_off(1.min(shape.members.len()));
    }),
    ("remove the last member", |shape| _ = shape.members.pop()),
    ("reorder", |shape| shape.members.reverse()),
    ("expected values", |shape| {
        let expected = Expected { member: "Peek".to_owned(), values: vec!["a".to_owned()], span: shape.span };
        shape.expected.push(expected);
    }),
    ("one of", |shape| shape.one_of.push(names(shape))),
    ("no one of", |shape| shape.one_of.clear()),
    ("some of", |shape| shape.some_of.push(names(shape))),
    ("no some of", |shape| shape.some_of.clear()),
    ("together", |shape| shape.together.push(names(shape))),
    ("not together", |shape| shape.together.clear()),
];

fn names(shape: &Shape) -> Vec<String> {
    shape.members.iter().take(2).map(|member| member.name.clone()).collect()
}

const MEMBER: &[Change<Member>] = &[
    ("rename", |member| member.name.push_str("Peek")),
    ("replace", |member| *member = Member { name: "Peek".to_owned(), location: member.location, ..Member::default() }),
    ("upper case", |member| member.name = member.name.to_uppercase()),
    ("lower case", |member| member.name = member.name.to_lowercase()),
    ("text", |member| member.doc.push_str(" More.")),
    ("no text", |member| member.doc.clear()),
    ("cut text", |member| member.doc.push_str("...")),
    ("string", |member| member.ty = Type::Scalar(Scalar::String, Format::Plain)),
    ("time", |member| member.ty = Type::Scalar(Scalar::String, Format::DateTime)),
    ("bytes", |member| member.ty = Type::Scalar(Scalar::String, Format::Base64)),
    ("integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Plain)),
    ("large integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Int64)),
    ("unsigned integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Uint64)),
    ("flag", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Flag)),
    ("number", |member| member.ty = Type::Scalar(Scalar::Float, Format::Plain)),
    ("boolean", |member| member.ty = Type::Scalar(Scalar::Boolean, Format::Plain)),
    ("object", |member| member.ty = Type::Object),
    ("list", |member| member.list = !member.list),
    ("required", |member| {
        member.required = !member.required;
        member.output_required = member.output_required.map(|required| !required);
    }),
    ("nullable", |member| member.nullable = !member.nullable),
    ("sensitive", |member| member.sensitive = !member.sensitive),
    ("sites", |member| member.sites = other_sites(member.sites)),
    ("range", |member| {
        member.range = if member.range.is_some() { None } else { Some(Range { min: Some(1), max: None }) }
    }),
    ("raise the range", |member| raise(&mut member.range, 1)),
    ("lower the range", |member| raise(&mut member.range, -1)),
    ("length", |member| {
        member.length = if member.length.is_some() { None } else { Some(Range { min: None, max: Some(9) }) }
    }),
    ("size in bytes", |member| member.max_bytes = Some(member.max_bytes.map_or(5, |max| max - 1))),
    ("raise the length", |member| raise(&mut member.length, 1)),
    ("lower the length", |member| raise(&mut member.length, -1)),
    ("characters", |member| member.chars = if member.chars.is_some() { None } else { Some("a-z".to_owned()) }),
    ("other characters", |member| member.chars.iter_mut().for_each(|chars| chars.push('é'))),
    ("default", |member| member.default = if member.default.is_some() { None } else { Some("1".to_owned()) }),
    ("another default", |member| member.default.iter_mut().for_each(|default| default.push('1'))),
    ("example", |member| member.example = if member.example.is_some() { None } else { Some("1".to_owned()) }),
    ("another example", |member| member.example.iter_mut().for_each(|example| example.push('1'))),
    ("deprecated", |member| {
        member.deprecated = if member.deprecated.is_some() { None } else { Some("Old.".to_owned()) }
    }),
    ("another deprecation", |member| member.deprecated.iter_mut().for_each(|why| why.push_str(" Old."))),
    ("alias", |member| member.aliases.push("peek".to_owned())),
    ("no alias", |member| member.aliases.clear()),
    ("wrapped", |member| member.wrapped = if member.wrapped.is_some() { None } else { Some("Item".to_owned()) }),
    ("location", |member| {
        member.location = match member.location {
            Location::Query => Location::Header,
            Location::Header => Location::Query,
            Location::JsonHeader => Location::JsonQuery,
            Location::JsonQuery => Location::JsonHeader,
            other => other,
        }
    }),
];

fn raise(range: &mut Option<Range>, by: i64) {
    if let Some(Range { min, max }) = range {
        [min, max].into_iter().flatten().for_each(|end| *end = end.saturating_add(by));
    }
}

fn paginate() -> Paginate {
    let advance = Advance::Offset { offset: "Offset".to_owned(), limit: "Limit".to_owned() };
    Paginate { advance, items: "Items".to_owned(), total: None, more: None, span: Default::default() }
}

const OPERATION: &[Change<Operation>] = &[
    ("rename", |operation| operation.name.push_str("Peek")),
    ("respell", |operation| operation.name = operation.name.to_uppercase()),
    ("text", |operation| operation.doc.push_str(" More.")),
    ("page", |operation| {
        operation.page = if operation.page.is_some() { None } else { Some("https://example.com".to_owned()) }
    }),
    ("search words", |operation| operation.search_words.push("peek at".to_owned())),
    ("fewer search words", |operation| _ = operation.search_words.pop()),
    ("deprecated", |operation| {
        // A reason to retire an operation deprecates it, whatever its status.
        if operation.deprecated.is_none() {
            operation.status = Some("deprecated".to_owned());
        }
    }),
    ("retire", |operation| operation.deprecated = Some("use `Look`".to_owned())),
    ("offline", |operation| operation.status = Some("offline".to_owned())),
    ("testing", |operation| operation.status = Some("testing".to_owned())),
    ("access", |operation| {
        operation.access = if operation.access == Some(Access::Other) { None } else { Some(Access::Other) };
    }),
    ("idempotent", |operation| operation.idempotent = Some(!operation.repeatable())),
    ("idempotency token", |operation| {
        let token = IdempotencyToken { member: "Token".to_owned(), span: operation.span };
        operation.idempotency_token = Some(token).filter(|_| operation.idempotency_token.is_none());
    }),
    ("permission", |operation| {
        let permission = Permission { action: "x:Peek".to_owned(), when: String::new(), span: operation.span };
        operation.permissions.push(permission);
    }),
    ("no permission", |operation| operation.permissions.clear()),
    ("permission sometimes", |operation| {
        operation.permissions.iter_mut().for_each(|found| found.when.push_str("sometimes"))
    }),
    ("root", |operation| {
        if let Protocol::Rest { root, .. } = &mut operation.protocol {
            root.push('x');
        }
    }),
    ("JSON", |operation| {
        if let Protocol::Rest { json, .. } = &mut operation.protocol {
            *json = !*json;
        }
    }),
    ("size of the body", |operation| {
        operation.max_body = Some(operation.max_body.map_or(5, |max| max + 1));
    }),
    ("bytes", |operation| operation.streams_body = !operation.streams_body),
    ("another binding", |operation| {
        if let Protocol::Rest { bindings, .. } = &mut operation.protocol {
            bindings.extend(
                bindings
                    .first()
                    .cloned()
                    .map(|binding| HttpBinding { constructor: Some("peek".to_owned()), ..binding }),
            );
        }
    }),
    ("fewer bindings", |operation| {
        if let Protocol::Rest { bindings, .. } = &mut operation.protocol {
            bindings.pop();
        }
    }),
    ("reorder the bindings", |operation| {
        if let Protocol::Rest { bindings, .. } = &mut operation.protocol {
            bindings.reverse();
        }
    }),
    ("respond with bytes", |operation| operation.response = Response::Stream),
    ("respond with any object", |operation| operation.response = Response::Object),
    ("another response format", |operation| {
        if let Response::Shape { json, root, .. } = &mut operation.response {
            *json = !*json;
            root.push('x');
        }
    }),
    ("events", |operation| operation.events = !operation.events),
    ("sites", |operation| operation.sites = other_sites(operation.sites)),
    ("rule", |operation| operation.rule = !operation.rule),
    ("waiter", |operation| {
        let query = operation.name.clone();
        operation.waiter = if operation.waiter.is_some() { None } else { Some(Waiter { query, ..Waiter::default() }) };
    }),
    ("another waiter", |operation| {
        operation.waiter.iter_mut().for_each(|waiter| waiter.done.push("peeked".to_owned()))
    }),
    ("poll another operation", |operation| operation.waiter.iter_mut().for_each(|waiter| waiter.query.push('x'))),
    ("wait for each", |operation| operation.waiter.iter_mut().for_each(|waiter| waiter.each = !waiter.each)),
    ("pages", |operation| operation.paginate = if operation.paginate.is_some() { None } else { Some(paginate()) }),
    ("pages of another list", |operation| operation.paginate.iter_mut().for_each(|pages| pages.items.push('x'))),
    ("another next page", |operation| {
        operation.paginate.iter_mut().for_each(|pages| pages.total = pages.total.is_none().then(|| "Peek".to_owned()))
    }),
    ("callback", |operation| {
        let (payload, span) = (operation.name.clone(), operation.span);
        let callback = Callback { payload, doc: String::new(), expected: Vec::new(), span };
        operation.callback = if operation.callback.is_some() { None } else { Some(callback) };
    }),
    ("another payload", |operation| operation.callback.iter_mut().for_each(|callback| callback.payload.push('x'))),
    ("expected values of the callback", |operation| {
        let expected = Expected { member: "Peek".to_owned(), values: vec!["a".to_owned()], span: operation.span };
        operation.callback.iter_mut().for_each(|callback| callback.expected.push(expected.clone()));
    }),
    ("another text of the callback", |operation| {
        operation.callback.iter_mut().for_each(|callback| callback.doc.push('x'))
    }),
    ("no example", |operation| operation.examples.clear()),
    ("another example", |operation| {
        operation
            .examples
            .extend(operation.examples.first().cloned().map(|example| Example { title: "peek".to_owned(), ..example }));
    }),
];

const BINDING: &[Change<HttpBinding>] = &[
    ("method", |binding| binding.method = if binding.method == "PUT" { "POST" } else { "PUT" }.to_owned()),
    ("host", |binding| binding.host = if binding.host == Host::Cos { Host::Ci } else { Host::Cos }),
    ("alternative hosts", |binding| {
        binding.alternative_hosts = if binding.alternative_hosts.is_empty() { vec![Host::Region] } else { Vec::new() }
    }),
    ("path", |binding| binding.path.insert_str(0, "/peek")),
    ("label", |binding| binding.path.insert_str(0, "/{Peek}")),
    ("fixed query", |binding| binding.path.push_str(if binding.path.contains('?') { "&peek" } else { "?peek" })),
    ("constructor", |binding| binding.constructor.iter_mut().for_each(|name| name.push('x'))),
    ("requires", |binding| binding.requires = if binding.requires.is_some() { None } else { Some("peek".to_owned()) }),
    ("requires another", |binding| binding.requires.iter_mut().for_each(|name| name.push('x'))),
    ("text", |binding| binding.doc.push_str(" More.")),
];

const ENUM: &[Change<Enum>] = &[
    ("text", |found| found.doc.push_str(" More.")),
    ("integer", |found| found.integer = !found.integer),
    ("reorder", |found| found.values.reverse()),
    ("remove a value", |found| _ = found.values.pop()),
    ("add a value", |found| found.values.push(EnumValue { value: "peek".to_owned(), ..EnumValue::default() })),
];

const VALUE: &[Change<EnumValue>] = &[
    ("rename", |value| value.value.push_str("peek")),
    ("respell", |value| value.value = value.value.to_uppercase()),
    ("text", |value| value.doc.push_str(" More.")),
    ("name", |value| value.name = Some("Peeked".to_owned())),
];

const ERROR: &[Change<ErrorCode>] = &[
    ("rename", |error| error.code.push_str("Peek")),
    ("respell", |error| error.code = error.code.to_uppercase()),
    ("text", |error| error.doc.push_str(" More.")),
    ("name", |error| error.name = Some("Peeked".to_owned())),
];

const RULE: &[Change<RuleKind>] = &[
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
