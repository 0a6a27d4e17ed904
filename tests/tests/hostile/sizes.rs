//! Limits of nesting, length and number. Exceeding one is a finding, not a crash.

use std::time::{Duration, Instant};

use codegen_model::Loaded;
use codegen_model::diagnostic::{Code, render};

use crate::support::{Schemas, lines, small};

const DEPTHS: [usize; 3] = [600, 10_000, 100_000];

/// Whether there are findings, and all have this code.
fn has_only(loaded: &Loaded, code: Code) -> bool {
    loaded.model.is_none() && !loaded.findings.is_empty() && loaded.findings.iter().all(|finding| finding.code == code)
}

fn nested(open: &str, inside: &str, close: &str, depth: usize) -> String {
    [&open.repeat(depth), inside, &close.repeat(depth)].concat()
}

#[test]
fn json_nesting_is_limited() {
    for depth in DEPTHS {
        for (path, around) in [(small::DESCRIPTOR, r#"{"name": X}"#), (small::OVERLAY, r#"{"entries": [X]}"#)] {
            for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"children":"#, "}]")] {
                for text in [nested(open, "1", close, depth), open.repeat(depth)] {
                    let loaded = Schemas::small_with(path, around.replace('X', &text)).check();
                    assert!(has_only(&loaded, Code::NESTING_TOO_DEEP), "{depth} {open}: {:?}", lines(&loaded));
                }
            }
        }
    }
}

#[test]
fn object_nesting_is_limited() {
    let (open, close) = (r#"{"name": "A", "type": "object", "children": ["#, "]}");
    for (depth, valid) in [(30, true), (33, false), (100, false), (10_000, false), (100_000, false)] {
        let parameter = nested(open, r#"{"name": "B", "type": "string"}"#, close, depth);
        let overlay = format!(
            r#"{{"entries": [{{"target": "Deep", "why": "w", "define": {{"members": [{parameter}]}}}},
                {{"target": "ListThings", "why": "w", "response": [{parameter}, {{"name": "D", "type": "object", "shape": "Deep"}}]}},
                {{"target": "Mode", "why": "w", "define": {{"enum": [{{"value": "a"}}]}}}},
                {{"target": "Area", "why": "w", "define": {{"members": []}}}}]}}"#
        );
        let loaded = Schemas::small_with(small::OVERLAY, overlay).check();
        assert_eq!(loaded.model.is_some(), valid, "{depth}: {:?}", lines(&loaded));
        assert!(valid || loaded.findings.iter().any(|finding| finding.code == Code::NESTING_TOO_DEEP));
    }
}

#[test]
fn xml_nesting_is_limited() {
    let member = r#"<member name="A" type="Container" shape="S">"#;
    // A counter that ignores quotes would see the end of the tag inside the quotes.
    let hidden = r#"<a b="/>">"#;
    for depth in DEPTHS {
        for (open, close) in [("<a>", "</a>"), (member, "</member>"), (hidden, "</a>"), ("<types>", "</types>")] {
            let whole = nested(open, "x", close, depth);
            for text in [format!("<types>{whole}</types>"), open.repeat(depth)] {
                let loaded = Schemas::small_with(small::TYPES, text).check();
                assert!(has_only(&loaded, Code::NESTING_TOO_DEEP) || depth < 1_000, "{open}: {:?}", lines(&loaded));
            }
        }
    }
}

#[test]
fn text_that_resembles_tags_is_not_nesting() {
    let member = r#"<member name="N" type="String" default=">=>" pattern="[<-&gt;]*"/>"#.replace("[<", "[&lt;");
    let members: String = (0..200).map(|n| member.replace('N', &format!("N{n}"))).collect();
    let text =
        small::file(small::TYPES).replacen("<member name=\"level\"", &format!("{members}<member name=\"level\""), 1);
    let comments = "<!-- <a> <b> --><![CDATA[<a><b>]]>".repeat(100);
    let loaded = Schemas::small_with(small::TYPES, text.replace("What to do.", &comments)).check();
    assert!(loaded.findings.is_empty(), "{:?}", lines(&loaded));
}

#[test]
fn toml_nesting_is_limited() {
    let manifest = small::file(small::MANIFEST);
    for depth in DEPTHS {
        let keys = vec!["a"; depth].join(".");
        let values = [nested("[", "", "]", depth), nested("{a=", "1", "}", depth), "[".repeat(depth)];
        let texts = values.map(|value| format!("{manifest}\nx = {value}\n"));
        for text in texts.into_iter().chain([format!("{manifest}\n{keys} = 1\n"), format!("{manifest}\n[{keys}]\n")]) {
            let loaded = Schemas::small_with(small::MANIFEST, text).check();
            assert!(has_only(&loaded, Code::TOML_SYNTAX), "{:?}", lines(&loaded));
        }
    }
}

#[test]
fn too_large_files_are_not_read() {
    for path in small::PATHS {
        let schemas = Schemas::small_with(path, format!(r#"{{"name": "{}"}}"#, "x".repeat(100 << 20)));
        let started = Instant::now();
        let loaded = schemas.check();
        assert!(lines(&loaded).iter().any(|line| line == &format!("TC0102 {path}:1:1 the file is larger than 16 MiB")));
        assert!(
            loaded.sources.files().all(|file| loaded.sources.text(file).len() < 1 << 20),
            "the text is kept in memory"
        );
        // Reading the file would take longer.
        assert!(started.elapsed() < Duration::from_secs(5), "{path} takes {:?}", started.elapsed());
    }
}

/// Returns the peak memory of this process in MiB, if the system reports it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

#[test]
fn huge_files_do_not_exhaust_the_memory() {
    let schemas = Schemas::of(&small::files());
    let file = std::fs::File::create(schemas.path().join(small::OPERATION)).expect("a file");
    // A sparse file takes no space on disk. Some file systems refuse it.
    if file.set_len(4 << 30).is_err() {
        println!("skipped: this file system refuses large sparse files");
        return;
    }
    assert!(lines(&schemas.check()).contains(&"TC0102 ci/query-job.xml:1:1 the file is larger than 16 MiB".to_owned()));
    assert!(peak_memory().is_none_or(|mebibytes| mebibytes < 3_000), "{:?} MiB", peak_memory());
}

#[test]
fn an_error_in_a_line_of_15_megabytes_is_rendered_briefly() {
    let filler = "说明 ".repeat((15 << 20) / 7);
    let text =
        format!(r#"{{"name": "tiny", "description": "{filler}", "unknwon": 1, "domain": "{}"}}"#, "x".repeat(1 << 18));
    let column = text[..text.find("\"unknwon").expect("the key")].chars().count() + 1;
    let loaded = Schemas::small_with(small::DESCRIPTOR, text).check();
    let place = format!("{}:1:{column}", small::DESCRIPTOR);
    assert!(lines(&loaded).contains(&format!("TC0202 {place} unknown key `unknwon`")), "{place}");
    for (name, format) in render::Format::ALL {
        let shown = format.render(&loaded.sources, &loaded.findings);
        assert!(shown.contains("unknwon") && shown.len() < 20_000, "{name}: {} bytes", shown.len());
    }
}

#[test]
fn at_most_ten_thousand_findings_are_kept() {
    let keys: Vec<_> = (0..12_000).map(|n| format!(r#""key{n}": 1"#)).collect();
    let loaded = Schemas::small_with(small::OVERLAY, format!("{{{}}}", keys.join(","))).load();
    assert_eq!(loaded.findings.len(), 10_001);
    let last = loaded.findings.last().expect("a finding");
    assert_eq!(
        (last.code, last.message.split_once(" more ").map(|(_, rest)| rest)),
        (Code::TOO_MANY_FINDINGS, Some("findings are not shown"))
    );
}

#[test]
fn lists_are_limited() {
    let members: Vec<_> = (0..10_001).map(|n| format!(r#"{{"name": "m{n}", "type": "string"}}"#)).collect();
    let text = format!(
        r#"{{"name": "x", "api_version": "2024-01-01", "actions": [{{"name": "A", "parameters": [{}]}}]}}"#,
        members.join(",")
    );
    let loaded = Schemas::of(&[(small::MANIFEST, small::halves()[0][0].1.clone()), (small::DESCRIPTOR, text)]).check();
    let message = "expected at most 10000 values, found 10001";
    assert_eq!(lines(&loaded), [format!("TC0102 {}:1:84 {message}", small::DESCRIPTOR)]);
    // What each element lacks would be a finding too, and there is a limit of findings.
    let list = |n: usize| format!(r#"<enum name="E{n}" type="String"><doc>E.</doc><value name="a">A.</value></enum>"#);
    let text = format!("<types>{}</types>", (0..10_001).map(list).collect::<String>());
    let loaded = Schemas::small_with(small::TYPES, text).load();
    let line = "TC0102 ci/types.xml:1:2 expected at most 10000 elements, found 10001";
    assert!(lines(&loaded).iter().any(|found| found == line), "{:?}", lines(&loaded));
    let attributes: String = (0..10_000).map(|n| format!(r#" a{n}="""#)).collect();
    let loaded = Schemas::small_with(small::TYPES, format!("<types{attributes}/>")).check();
    assert!(has_only(&loaded, Code::FILE_TOO_LARGE), "{:?}", lines(&loaded));
}

#[test]
fn attributes_and_namespaces_are_limited() {
    let attributes = |count: usize| (0..count).map(|n| format!(r#" a{n}="=""#)).collect::<String>();
    for (text, message) in [
        (format!("<types><enum{}/></types>", attributes(65)), "an element has more than 64 attributes"),
        (
            format!("<types>{}</types>", (0..17).map(|n| format!("<a xmlns:n{n}='u'/>")).collect::<String>()),
            "the file declares more than 16 namespaces",
        ),
        (format!("<{}/>", "a".repeat(40_000)), "a tag is longer than 32768 bytes"),
    ] {
        let loaded = Schemas::small_with(small::TYPES, text).check();
        assert!(has_only(&loaded, Code::FILE_TOO_LARGE), "{:?}", lines(&loaded));
        assert!(lines(&loaded)[0].ends_with(message), "{:?}", lines(&loaded));
    }
    let loaded = Schemas::small_with(small::TYPES, format!("<types{}/>", attributes(64))).check();
    assert!(loaded.findings.iter().any(|finding| finding.code == Code::UNKNOWN_KEY), "{:?}", lines(&loaded));
}

/// Each unknown name is compared with the known ones. Without a limit, half a file of both takes half a minute.
#[test]
fn suggestions_are_limited() {
    let name = |n: usize| format!("Name{n:05}{}", "x".repeat(40));
    let members: Vec<_> =
        (0..2_000).map(|n| format!(r#"{{"name": "m{n}", "type": "object", "shape": "y{}"}}"#, name(n))).collect();
    let shapes: Vec<_> = (0..2_000).map(|n| format!(r#"{{"name": "{}", "members": []}}"#, name(n))).collect();
    let text = format!(
        r#"{{"name": "x", "api_version": "2024-01-01", "actions": [{{"name": "A", "parameters": [{}]}}], "shapes": [{}]}}"#,
        members.join(","),
        shapes.join(",")
    );
    let loaded = Schemas::of(&[(small::MANIFEST, small::halves()[0][0].1.clone()), (small::DESCRIPTOR, text)]).load();
    assert_eq!(loaded.findings.iter().filter(|finding| finding.code == Code::UNKNOWN_SHAPE).count(), 2_000);
    assert_eq!(loaded.findings.iter().filter(|finding| finding.help.is_some()).count(), 50);
}
