//! Shared by several tests: a folder of schemas to damage, and checks that must hold for every outcome.

pub mod bad;
pub mod crate_check;
pub mod entries;
pub mod slots;
pub mod small;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen_emit::write::{self, Mode};
use codegen_emit::{self, Options};
use codegen_model::diagnostic::{Level, render};
use codegen_model::source::Span;
use codegen_model::{Loaded, Model};

/// The root of the project.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("the package lies in the project").to_owned()
}

/// Returns the model of the project's schemas, which is loaded once.
pub fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let loaded = codegen_model::load(&root().join("schemas"), &[]);
        let findings = render::text(&loaded.sources, &loaded.findings);
        loaded.model.unwrap_or_else(|| panic!("the schemas have errors:\n{findings}"))
    });
    &MODEL
}

/// A temporary folder of schemas.
pub struct Schemas {
    folder: tempfile::TempDir,
}

impl Schemas {
    /// Creates a folder with `files`.
    pub fn of<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Self {
        let schemas = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, content) in files {
            schemas.write(path, content);
        }
        schemas
    }

    /// Creates a folder with the small set, with one file added or replaced.
    pub fn small_with(path: &str, content: impl AsRef<[u8]>) -> Self {
        let schemas = Self::of(&small::files());
        schemas.write(path, content);
        schemas
    }

    /// Returns the folder of schemas.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("schemas")
    }

    /// Returns the parent folder, in which nothing else may be created.
    pub fn parent(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        // Creates a new file: some file systems flush a file that is truncated and rewritten, and these tests write many
        // thousands.
        let _ = fs::remove_file(&path);
        fs::write(path, content).expect("a file");
    }

    /// Loads the schemas.
    pub fn load(&self) -> Loaded {
        codegen_model::load(&self.path(), &[])
    }

    /// Loads the schemas, generates the crate if there is a model, and checks what must hold in any case.
    pub fn check(&self) -> Loaded {
        let loaded = self.load();
        assert_findings_are_sound(&loaded);
        assert_findings_render(&loaded);
        if let Some(model) = &loaded.model {
            let tree = codegen_emit::emit(model, &Options { runtime: Some("../runtime".into()), ..Options::default() });
            let tree = tree.unwrap_or_else(|error| panic!("a loaded model cannot be emitted: {error}"));
            let out = self.parent().join("out");
            write::apply(&tree, &out, Mode::DryRun).expect("the tree can be written");
            crate_check::check(&tree);
            assert!(codegen_model::views::dump(model).len() > 2);
            codegen_model::views::names::table(model);
            codegen_model::views::coverage::text(&codegen_model::views::coverage::of(model));
        }
        let left: Vec<_> = fs::read_dir(self.parent()).expect("the folder").map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["schemas"], "unexpected files");
        loaded
    }
}

/// Asserts that every finding points into its file, and that there is either a model or an error.
pub fn assert_findings_are_sound(loaded: &Loaded) {
    for finding in &loaded.findings {
        for span in std::iter::once(finding.span).chain(finding.labels.iter().map(|(span, _)| *span)) {
            assert!(is_inside(loaded, span), "{finding:?} points outside of its file");
        }
        assert!(!finding.message.is_empty());
    }
    let has_error = loaded.findings.iter().any(|finding| finding.level == Level::Error);
    assert_eq!(loaded.model.is_none(), has_error, "either a model or an error");
}

/// Asserts that the findings can be rendered in every format, with bounded length.
pub fn assert_findings_render(loaded: &Loaded) {
    for (name, format) in render::Format::ALL {
        let text = format.render(&loaded.sources, &loaded.findings);
        let bound = 5_000 + 10_000 * loaded.findings.len();
        assert!(text.len() < bound, "{name} takes {} bytes for {} findings", text.len(), loaded.findings.len());
    }
}

fn is_inside(loaded: &Loaded, span: Span) -> bool {
    let text = loaded.sources.text(span.file);
    let (start, end) = (span.start as usize, span.end as usize);
    let position = loaded.sources.position(span);
    start <= end
        && text.is_char_boundary(start)
        && text.is_char_boundary(end)
        && !position.path.is_empty()
        && (position.line as usize) <= text.split('\n').count()
}

/// Formats the findings as `CODE path:line:column message`.
pub fn lines(loaded: &Loaded) -> Vec<String> {
    let line = |finding: &codegen_model::diagnostic::Diagnostic| {
        format!("{} {} {}", finding.code, loaded.sources.position(finding.span), finding.message)
    };
    loaded.findings.iter().map(line).collect()
}
