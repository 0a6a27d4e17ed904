//! Tests that one run shows several mistakes in two services, each with its location, its line and help.

use codegen_model::diagnostic::render;

use crate::support::{Schemas, small};

#[test]
fn one_run_shows_all_mistakes() {
    let schemas = Schemas::of(&small::files());
    for (path, right, wrong) in [
        (small::DESCRIPTOR, r#""required": true,"#, r#""requird": true,"#),
        (small::OPERATION, r#"min="0""#, r#"min="low""#),
        (small::OVERLAY, "DetectThing.Old", "DetectThing.Olt"),
    ] {
        let text = small::file(path);
        assert_eq!(text.matches(right).count(), 1, "{path} has {right} once");
        schemas.write(path, text.replace(right, wrong));
    }
    let loaded = schemas.check();
    assert!(loaded.model.is_none());
    assert_eq!(render::text(&loaded.sources, &loaded.findings), EXPECTED);
}

const EXPECTED: &str = r#"error[TC0204]: expected a whole number in `min`, found `low`
  --> ci/query-job.xml:16:45
   |
16 |     <query name="level" type="Integer" min="low" max="5" default="3">Level.</query>
   |                                             ^^^
   |
   = help: write digits: `min="5"`

error[TC0202]: unknown key `requird`
  --> tiny/2024-01-01.json:18:11
   |
18 |           "requird": true,
   |           ^^^^^^^^^
   |
   = help: did you mean `required`?

error[TC0401]: target `DetectThing.Olt` not found: `Olt` does not exist
  --> tiny/2024-01-01.overlay.json:64:17
   |
64 |     { "target": "DetectThing.Olt", "why": "Answers show a number.", "type": "number" }
   |                 ^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `Old`?

3 errors; for details, run `cargo xtask explain TC0204`
"#;
