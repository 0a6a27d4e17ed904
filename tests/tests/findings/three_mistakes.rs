//! Three mistakes in two services: one run shows all of them, each with its place, its line and what to do.

use codegen_model::diagnostic::render;

use crate::support::{Schemas, small};

#[test]
fn one_run_shows_them_all() {
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
    // The list `required` now names what no parameter says: that is a fourth thing, a consequence, and a warning.
    assert_eq!(render::text(&loaded.sources, &loaded.findings), EXPECTED);
}

const EXPECTED: &str = r#"error[TC0204]: `min` must be a whole number
  --> ci/query-job.xml:16:45
   |
16 |     <query name="level" type="Integer" min="low" max="5" default="3">Level.</query>
   |                                             ^^^
   |
   = help: write digits: `min="5"`

error[TC0202]: the key `requird` is not known here
  --> tiny/2024-01-01.json:18:11
   |
18 |           "requird": true,
   |           ^^^^^^^^^
   |
   = help: did you mean `required`?

warning[TC0507]: `ImageUrl` is listed as required, but its parameter does not say so
  --> tiny/2024-01-01.json:40:20
   |
40 |       "required": ["ImageUrl"],
   |                    ^^^^^^^^^^

error[TC0401]: the target `DetectThing.Olt` does not exist: there is no `Olt`
  --> tiny/2024-01-01.overlay.json:64:17
   |
64 |     { "target": "DetectThing.Olt", "why": "Answers show a number.", "type": "number" }
   |                 ^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `Old`?

3 errors, 1 warning; `cargo xtask explain TC0204` says more
"#;
