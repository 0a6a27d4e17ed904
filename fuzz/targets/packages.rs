//! Published packages: an archive, or else one file of metadata. Both become descriptors that load.
#![no_main]

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published::{METADATA, Selection, Source, read_from};
use codegen_model::load::read::ReadFailure;
use codegen_model::load_text;
use codegen_model::source::Sources;
use codegen_upstream::import::{descriptor_path, descriptor_text};
use codegen_upstream::propose::propose;
use codegen_upstream::source::Archive;
use libfuzzer_sys::fuzz_target;

/// A package with one file.
struct One(Vec<String>, Vec<u8>);

impl Source for One {
    fn shown(&self) -> &str {
        ""
    }

    fn files(&self) -> &[String] {
        &self.0
    }

    fn contains(&self, path: &str) -> bool {
        self.0.iter().any(|file| file == path)
    }

    fn read(&self, _: &str) -> Result<Vec<u8>, ReadFailure> {
        Ok(self.1.clone())
    }
}

fuzz_target!(|input: &[u8]| {
    if let Ok(archive) = Archive::from_bytes(input.to_vec()) {
        import(&archive);
    }
    import(&One(vec![format!("demo/v20240101/{METADATA}")], input.to_vec()));
});

fn import(source: &dyn Source) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    for service in read_from(source, &Selection::default(), &mut sources, &mut diagnostics) {
        let loaded = load_text(&descriptor_path(&service), &descriptor_text(&service), &service.module);
        for service in loaded.model.iter().flat_map(|model| &model.services) {
            let _ = propose(service, &[]);
        }
    }
    let _ = diagnostics.finish(&sources);
}
