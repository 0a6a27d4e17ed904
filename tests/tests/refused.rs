//! Cloud Infinite schemas that are well-formed but invalid.

use tests::snapshot::{Files, write_folder};

const MANIFEST: &str = r#"
[package]
name = "refused"
version = "0.1.0"
description = "Schemas that cannot work."

[[service]]
module = "refused"
schemas = ["refused"]
"#;

/// Returns the messages about an operation with these elements.
fn findings(elements: &str) -> Vec<String> {
    let operation = format!(r#"<operation name="Try" access="write"><doc>Tries.</doc>{elements}</operation>"#);
    load(&[("refused/try.xml", operation)])
}

/// Returns the messages about these schemas.
fn load(schemas: &[(&str, String)]) -> Vec<String> {
    load_with("", schemas)
}

/// Returns the messages about these schemas, with more keys of their service in the manifest.
fn load_with(keys: &str, schemas: &[(&str, String)]) -> Vec<String> {
    let manifest = [("client.toml", format!("{MANIFEST}{keys}"))];
    let files = manifest.iter().chain(schemas).cloned();
    let folder = tempfile::tempdir().expect("a folder");
    let files = files.map(|(path, text)| (path.to_owned(), text));
    write_folder(folder.path(), &files.collect::<Files>()).expect("written files");
    codegen_model::load(folder.path(), &[]).findings.into_iter().map(|finding| finding.message).collect()
}

fn binding_findings(first: &str, second: &str) -> Vec<String> {
    findings(&format!(
        r#"<http method="GET" host="cos" {first}/><http method="GET" host="cos" constructor="other" {second}/>
        <request>
          <label name="A" type="String"/><label name="B" type="String"/><query name="q" type="String"/>
        </request>
        <response/>"#
    ))
}

#[test]
fn bindings_that_are_never_chosen_are_errors() {
    let never = "unreachable HTTP binding: an earlier one requires a subset of its members";
    for (first, second, expected) in [
        (r#"path="/{A}/{B}""#, r#"path="/{A}""#, vec![]),
        (r#"path="/{A}""#, r#"path="/{A}/{B}""#, vec![never]),
        (r#"path="/{A}/{B}""#, r#"path="/{B}/{A}""#, vec![never]),
        (r#"path="/{A}/{B}""#, r#"path="/" requires="q""#, vec![]),
        (r#"path="/{A}" requires="q""#, r#"path="/{A}/{B}""#, vec![]),
        (r#"path="/{A}" requires="q""#, r#"path="/{A}/{B}" requires="q""#, vec![never]),
    ] {
        assert_eq!(binding_findings(first, second), expected, "{first} and {second}");
    }
}

#[test]
fn a_paginator_has_one_style_and_all_of_it() {
    let found = |paginate: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" path="/"/>{paginate}<request>
            <query name="page" type="Integer"/><query name="size" type="Integer"/><query name="token" type="String"/>
            </request><response root="R"><member name="A" type="String Array"/><member name="Next" type="String"/></response>"#
        ))
    };
    let style = "expected one of the attributes `offset`, `page` and `token` in `<paginate>`";
    for (paginate, expected) in [
        (r#"<paginate page="page" size="size" items="A"/>"#, None),
        (r#"<paginate token="token" next="Next" items="A"/>"#, None),
        (r#"<paginate items="A"/>"#, Some(style)),
        (r#"<paginate page="page" size="size" token="token" next="Next" items="A"/>"#, Some(style)),
        (
            r#"<paginate page="page" size="size" items="Next"/>"#,
            Some("path `Next` does not lead to a list in `TryOutput`"),
        ),
    ] {
        let found = found(paginate);
        match expected {
            Some(expected) => assert!(found.iter().any(|message| message == expected), "{paginate}: {found:?}"),
            None => assert!(!found.iter().any(|message| message.contains("paginate")), "{paginate}: {found:?}"),
        }
    }
}

#[test]
fn families_are_closed() {
    let operation = |name: &str, shape: &str| {
        format!(
            r#"<operation name="{name}" access="read"><doc>Does.</doc><http method="GET" host="cos" path="/{name}"/><request/>
            <response root="R"><member name="A" type="Container" shape="{shape}"/></response></operation>"#
        )
    };
    let types = |shape: &str| {
        format!(
            r#"<types><container name="{shape}"><doc>A.</doc><member name="Id" type="String"/></container></types>"#
        )
    };
    let schemas = [
        ("refused/try.xml", operation("Try", "Shared")),
        ("refused/types.xml", types("Shared")),
        ("refused/film/show.xml", operation("Show", "Film")),
        ("refused/film/types.xml", types("Film")),
    ];
    let base = r#"[[service.family]]
name = "base"
description = "The rest."
"#;
    let film =
        |path: &str| format!("[[service.family]]\nname = \"film\"\ndescription = \"Films.\"\nschemas = [\"{path}\"]\n");
    let found = |keys: &str, schemas: &[(&str, String)]| load_with(keys, schemas);
    let closed = "`A` has a type of the family `film`, so it cannot be required, in a group or outside of the body";
    let none = "no schemas in `refused/films`, which the family `film` lists";
    let rest = "expected one family without `schemas`, which has the files that no other family lists";
    assert_eq!(found(&format!("{base}{}", film("refused/film")), &schemas), Vec::<String>::new());
    assert_eq!(found(&format!("{base}{}", film("refused/films")), &schemas), [none]);
    assert_eq!(found(&film("refused/film"), &schemas), [rest]);
    let mut open = schemas.clone();
    // A member that the family compiles is one that a caller may leave out.
    open[0].1 = operation("Try", "Film\" required=\"true");
    assert!(found(&format!("{base}{}", film("refused/film")), &open).iter().any(|message| message == closed));
}

#[test]
fn alternatives_are_structures_without_the_member_that_tells_them_apart() {
    let found = |alternatives: &str, own: &str| {
        let types = format!(
            r#"<types><alternatives name="Node" by="Type"><doc>A node.</doc>{alternatives}</alternatives>
            <container name="Start"><doc>Starts.</doc>{own}</container></types>"#
        );
        let operation = r#"<operation name="Try" access="read"><doc>Tries.</doc><http method="GET" host="cos" path="/"/><request/>
            <response root="R"><member name="Nodes" type="Container Map" shape="Node"/></response></operation>"#;
        load(&[("refused/try.xml", operation.to_owned()), ("refused/types.xml", types)])
    };
    let one = |value: &str| format!(r#"<alternative value="{value}" shape="Start">Starts.</alternative>"#);
    let member = |name: &str| format!(r#"<member name="{name}" type="String"/>"#);
    assert_eq!(found(&one("a"), &member("Size")), Vec::<String>::new());
    assert_eq!(found(&one("a"), ""), Vec::<String>::new());
    let own = "`Start` has the member `Type`, which tells the alternatives of `Node` apart";
    assert_eq!(found(&one("a"), &member("Type")), [own]);
    assert_eq!(found(&one("a").repeat(2), ""), ["duplicate alternative `a`"]);
    assert_eq!(found("", &member("Size")), ["no alternatives in `Node`", "unused type `Start`"]);
    let nested = one("a").replace("\"Start\"", "\"Node\"");
    assert!(found(&nested, &member("Size")).contains(&"`Node` has alternatives itself".to_owned()));
}

#[test]
fn conditions_and_maps_fit_their_members() {
    let found = |members: &str| {
        findings(&format!(
            r#"<http method="POST" host="ci" path="/"/><request root="R">{members}</request><response/>"#
        ))
    };
    let mode = r#"<member name="Mode" type="String"/><member name="Size" type="Integer"/>"#;
    let when = |keys: &str| found(&format!("{mode}<when {keys}/>"));
    assert_eq!(when(r#"member="Mode" is="a b" requires="Size""#), Vec::<String>::new());
    assert_eq!(when(r#"member="Mod" is="a" requires="Size""#), ["unknown member `Mod` in `Try`"]);
    assert_eq!(when(r#"member="Mode" is="a" requires="Sizes""#), ["unknown member `Sizes` in `Try`"]);
    assert_eq!(
        when(r#"member="Mode" is="" requires="Size""#),
        ["expected at least one value and one member in `<when>`"]
    );
    let map = |keys: &str| found(&format!(r#"<member name="Map" {keys}/>"#));
    assert_eq!(map(r#"type="String Map""#), Vec::<String>::new());
    assert_eq!(map(r#"type="String Map" format="base64""#), ["`Map`: a map cannot have a format or `wrapped`"]);
    assert_eq!(map(r#"type="String" appends="true""#), ["`appends` is not allowed for `Map`: expected a list"]);
    assert!(!map(r#"type="Integer Map""#).is_empty());
}

#[test]
fn expected_values_belong_to_scalars_of_posted_documents() {
    let found = |callback: &str, expect: &str| {
        let types = format!(
            r#"<types><container name="Posted"><doc>A.</doc><member name="Id" type="String"/>
            <member name="Part" type="Container" shape="Part"/>{expect}</container>
            <container name="Part"><doc>A.</doc><member name="Tag" type="String"/></container></types>"#
        );
        let operation = format!(
            r#"<operation name="Try" access="read"><doc>Tries.</doc><http method="GET" host="cos" path="/"/>{callback}<request/>
            <response root="R"><member name="Posted" type="Container" shape="Posted"/></response></operation>"#
        );
        load(&[("refused/try.xml", operation), ("refused/types.xml", types)])
    };
    let callback = |expect: &str| format!(r#"<callback payload="Posted"><doc>Posted.</doc>{expect}</callback>"#);
    let expect = |member: &str, values: &str| format!(r#"<expect member="{member}" values="{values}"/>"#);
    let (good, missing) = (expect("Part.Tag", "a b"), expect("Part.Tags", "a"));
    let no_scalar = |path: &str| format!("path `{path}` does not lead to a scalar in `Posted`");
    let none = "expected at least one value in `<expect>`".to_owned();
    let not_posted = "`<expect>` in `Posted`, which is not posted".to_owned();
    for (found, expected) in [
        (found(&callback(&good), &good), vec![]),
        (found(&callback(&missing), ""), vec![no_scalar("Part.Tags")]),
        (found(&callback(&expect("Part", "a")), ""), vec![no_scalar("Part")]),
        (found(&callback(""), &expect("Id.Tag", "a")), vec![no_scalar("Id.Tag")]),
        (found(&callback(&expect("Id", " ")), ""), vec![none]),
        (found("", &good), vec![not_posted]),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn sizes_in_bytes_are_of_texts_and_streams() {
    let found = |request: &str, member: &str| {
        findings(&format!(
            r#"<http method="PUT" host="cos" path="/"/><request {request}>{member}</request><response/>"#
        ))
    };
    let header = |ty: &str, max: &str| format!(r#"<header name="A" type="{ty}" max-bytes="{max}"/>"#);
    let (of_text, stream) = (header("String", "5"), r#"body="stream" max-bytes="5""#);
    let expected = "`max-bytes` is not allowed for `A`: expected a string that is not encoded";
    for (found, expected) in [
        (found(stream, &of_text), vec![]),
        (found("", &header("Integer", "5")), vec![expected]),
        (found("", &header("String Array", "5")), vec![expected]),
        (found("", &header("String", "0")), vec!["`max-bytes` must be at least 1"]),
        (found(r#"body="stream" max-bytes="0""#, ""), vec!["`max-bytes` must be at least 1"]),
        (found(r#"max-bytes="5""#, ""), vec!["`max-bytes` is only allowed for a stream"]),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn hosts_are_listed_once() {
    let found = |hosts: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" alternative-hosts="{hosts}" path="/"/><request/><response/>"#
        ))
    };
    assert_eq!(found("ci pic"), [""; 0]);
    assert_eq!(found("ci cos"), ["duplicate host `cos`"]);
    assert_eq!(found("ci ci"), ["duplicate host `ci`"]);
    assert_eq!(found("cdn"), ["unknown value `cdn`"]);
}

#[test]
fn misplaced_text_members_are_errors() {
    let answer = |members: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" path="/"/><request/><response root="Root">{members}</response>"#
        ))
    };
    let text = r##"<member name="#text" type="String"/>"##;
    assert_eq!(answer(text), [""; 0]);
    assert_eq!(
        answer(&format!(r#"{text}<member name="Other" type="String"/>"#)),
        ["`#text` cannot be combined with other members of the body"]
    );
    assert_eq!(
        answer(&format!(r#"<member name="Note" type="Container" shape="Note">{text}</member>"#)),
        ["`#text` is only allowed in a root element"]
    );
}

#[test]
fn flags_and_rust_names_that_contradict_themselves_are_errors() {
    let query = |attributes: &str| {
        findings(&format!(
            r#"<http method="GET" host="cos" path="/"/><request><query name="on" {attributes}/></request><response/>"#
        ))
    };
    for (attributes, expected) in [
        (r#"type="Integer" default="1" format="flag""#, vec![]),
        (r#"type="Integer" default="2" format="flag""#, vec!["`on`: expected the default 0 or 1 for a flag, found 2"]),
        (
            r#"type="Integer" min="0" max="1" format="flag""#,
            vec!["`range` is not allowed for `on`: expected a number without the format `flag`"],
        ),
        (r#"type="Integer Array" format="flag""#, vec!["`on`: a list cannot have the format `flag`"]),
        (r#"rust="is_on" type="String""#, vec![]),
        (r#"rust="on" type="String""#, vec!["`on`: `on` is the Rust name already"]),
        (r#"rust="IsOn" type="String""#, vec!["invalid Rust name of a member `IsOn`"]),
    ] {
        assert_eq!(query(attributes), expected, "{attributes}");
    }
    assert!(query(r#"type="String" format="flag""#)[0].contains("`flag`"), "only integers are flags");
}

#[test]
fn flags_of_rules_have_no_range() {
    let rule = |param: &str| {
        let kind = format!(r#"<rules><rule-kind name="Kind" form="k/{{on}}"><doc>A.</doc>{param}</rule-kind></rules>"#);
        let operation = r#"<operation name="Try" access="read"><doc>Tries.</doc><http method="GET" host="cos" path="/"/><request/><response/></operation>"#;
        load(&[("refused/rules.xml", kind), ("refused/try.xml", operation.to_owned())])
    };
    assert_eq!(rule(r#"<param name="on" type="Integer" format="flag"/>"#), [""; 0]);
    assert_eq!(
        rule(r#"<param name="on" type="Integer" max="1" format="flag"/>"#),
        ["a parameter with a format cannot have a range"]
    );
}

/// Returns the messages about an operation that queries itself with this waiter.
fn waiter(attributes: &str) -> Vec<String> {
    findings(&format!(
        r#"<http method="GET" host="ci" path="/"/><waiter {attributes}/>
        <request><query name="id" type="String"/></request>
        <response root="Root">
          <member name="Job" type="Container" shape="Job">
            <doc>A job.</doc><member name="Id" type="String"/><member name="State" type="String"/>
          </member>
        </response>"#
    ))
}

#[test]
fn waiters_with_wrong_references_are_errors() {
    let read = "`Try` is sent repeatedly, but is not marked as repeatable";
    for (attributes, expected) in [
        (r#"query="Try" from="Job.Id" to="id" status="Job.State" done="A" failed="B""#, vec![read]),
        (
            r#"query="Tri" from="Job.Id" to="id" status="Job.State" done="A" failed="B""#,
            vec!["unknown operation `Tri`"],
        ),
        (
            r#"query="Try" from="Job.Id" to="id" status="Job.State" done="" failed="B""#,
            vec![read, "expected at least one `done` and one `failed` state in a waiter"],
        ),
        (
            r#"query="Try" from="Id" to="key" status="Job" code="Job.Code" done="A" failed="B""#,
            vec![
                read,
                "path `Id` does not lead to a scalar in `TryOutput`",
                "path `Job.Code` does not lead to a scalar in `TryOutput`",
                "path `Job` does not lead to a scalar in `TryOutput`",
                "path `key` does not lead to a scalar in `Try`",
            ],
        ),
    ] {
        let mut found = waiter(attributes);
        found.sort();
        assert_eq!(found, expected, "{attributes}");
    }
}
