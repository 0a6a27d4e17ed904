//! Changes of operations and their HTTP bindings.

use codegen_model::{
    Access, Advance, Callback, Example, Expected, Host, HttpBinding, IdempotencyToken, Location, Member, Operation,
    Paginate, Permission, Protocol, Response, Shape, Waiter,
};

use super::{Change, other_sites};

fn paginate() -> Paginate {
    let advance = Advance::Offset { offset: "Offset".to_owned(), limit: "Limit".to_owned() };
    Paginate {
        advance,
        items: "Items".to_owned(),
        total: None,
        more: None,
        places: Default::default(),
        span: Default::default(),
    }
}

pub(super) const OPERATION: &[Change<Operation>] = &[
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
    ("checksum", |operation| operation.content_md5 = !operation.content_md5),
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
    ("respond with bytes and headers", |operation| {
        let location = Location::Header;
        let members = vec![Member { name: "X-Peek".to_owned(), location, ..Member::default() }];
        let name = format!("{}Output", operation.name);
        operation.response = Response::Headed(Shape { name, members, ..Shape::default() });
    }),
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

pub(super) const BINDING: &[Change<HttpBinding>] = &[
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
