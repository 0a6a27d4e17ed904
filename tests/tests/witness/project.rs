//! A workspace in a fixed folder, where what did not change stays compiled: the crates generated before and after the
//! changes, and a consumer of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

use codegen_diff::rule::{Example, Rule};
use codegen_emit::write::{self, Mode};
use codegen_model::Model;
use tests::piece;

use super::sections::Section;
use crate::cli::binary::target;

/// The workspace.
pub struct Project {
    folder: PathBuf,
    /// The modules of the consumers, with the rule and the index of the section.
    pub modules: BTreeMap<String, (String, usize)>,
    /// Returns the model of one side.
    model: fn(&str) -> Model,
}

impl Project {
    /// Generates both crates and writes both consumers, in a folder of this name.
    pub fn new(name: &str, sections: &BTreeMap<String, Vec<Section>>, model: fn(&str) -> Model) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let mut modules = BTreeMap::new();
        for (id, all) in sections {
            for index in 0..all.len() {
                modules.insert(format!("{}_{index}", service_of(id)), (id.clone(), index));
            }
        }
        let project = Self { folder, modules, model };
        project.workspace();
        for (side, consumer) in [("before", "old"), ("after", "new")] {
            project.emit(side);
            project.consumer(side, consumer, sections);
        }
        project
    }

    /// Writes the manifest and the lock file. With the profiles of the project, dependencies are those of its own builds.
    fn workspace(&self) {
        let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
        let profiles = &manifest[manifest.find("[profile").expect("profiles")..];
        let members = "[workspace]\nresolver = \"3\"\nmembers = [\"before\", \"after\", \"old\", \"new\"]\n\n";
        self.file("Cargo.toml", &format!("{members}{profiles}"));
        fs::copy(root().join("Cargo.lock"), self.folder.join("Cargo.lock")).expect("a lock file");
    }

    /// Writes a file unless it has this text: a new one would be compiled again.
    fn file(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            return;
        }
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Returns the model of one side, with the examples of all rules.
    pub fn model(side: &str) -> Model {
        Self::model_of(super::witnessed_rules(), side)
    }

    /// Returns the model of one side, with the examples of these rules.
    pub fn model_of(rules: impl IntoIterator<Item = &'static Rule>, side: &str) -> Model {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for rule in rules {
            let Example { within, before, after, .. } = super::example(rule);
            let text = if side == "before" { before } else { after };
            piece::write(*within, text, &service_of(rule.id), folder.path());
        }
        let loaded = codegen_model::load(folder.path(), &[]);
        loaded.model.unwrap_or_else(|| panic!("the examples are invalid: {:?}", loaded.findings))
    }

    fn emit(&self, side: &str) {
        let mut model = (self.model)(side);
        side.clone_into(&mut model.package.name);
        let options =
            codegen_emit::Options { runtime: Some(root().join("runtime").display().to_string()), ..Default::default() };
        let tree = codegen_emit::emit(&model, &options).expect("a crate");
        write::apply(&tree, &self.folder.join(side), Mode::Write).expect("a written crate");
    }

    fn consumer(&self, side: &str, consumer: &str, sections: &BTreeMap<String, Vec<Section>>) {
        let services = |side| (self.model)(side).services.into_iter().map(|service| service.module);
        let features: BTreeSet<_> = services(side).map(|module| format!("{module:?}")).collect();
        let known: BTreeSet<_> = services("before").collect();
        let manifest = include_str!("consumer.toml").replace("CONSUMER", consumer).replace("SIDE", side);
        let manifest = manifest.replace("\"FEATURES\"", &features.into_iter().collect::<Vec<_>>().join(", "));
        self.file(&format!("{consumer}/Cargo.toml"), &manifest);
        for (module, (id, index)) in &self.modules {
            // Code cannot have used a service that the change adds.
            let service = Some(service_of(id)).filter(|service| known.contains(service));
            let prelude = service.map(|service| format!("use witness::{service}::*;\n")).unwrap_or_default();
            let text = include_str!("consumer_section.rs").replace("// PRELUDE", &prelude);
            self.file(&format!("{consumer}/src/{module}.rs"), &text.replace("// CODE", &sections[id][*index].code));
        }
        self.main(consumer, &BTreeSet::new());
    }

    /// Writes the consumer's main file without some modules.
    pub fn main(&self, consumer: &str, without: &BTreeSet<String>) {
        let modules: Vec<_> = self.modules.keys().filter(|module| !without.contains(*module)).collect();
        let declared: String = modules.iter().map(|module| format!("mod {module};\n")).collect();
        let called: String = modules.iter().map(|module| format!("    call!({module}, addresses);\n")).collect();
        let text = include_str!("consumer_main.rs").replace("// MODULES\n", &declared).replace("// CALLS\n", &called);
        self.file(&format!("{consumer}/src/main.rs"), &text);
    }

    /// Runs cargo in the workspace, with the target folder of this test. In it, the programs of all workspaces have the same
    /// paths, so no other one is built until a program has run.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        static RUNNING: Mutex<()> = Mutex::new(());
        let _running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(&arguments[..1]).arg("--offline").args(&arguments[1..]).current_dir(&self.folder);
        // The project's own lints do not apply to witnesses.
        cargo.env("CARGO_TARGET_DIR", target()).env_remove("RUSTFLAGS").output().expect("cargo runs")
    }
}

/// Returns the module of a rule's example.
pub fn service_of(rule: &str) -> String {
    rule.replace('-', "_")
}

/// Returns the root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root of the project").to_owned()
}
