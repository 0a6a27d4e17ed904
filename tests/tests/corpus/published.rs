//! Published services and their samples.

use std::path::Path;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published;
use codegen_model::resolve::resolve;
use codegen_model::source::Sources;
use codegen_model::{Model, Service};
use tests::samples::{self, Sample};

/// A service with its samples. The service is leaked: shapes borrow its names for `'static`.
pub struct Published {
    pub name: String,
    pub service: &'static Service,
    pub samples: Vec<Sample>,
}

impl Published {
    /// Applies `outcome` to each sample. Returns the results with the service, action and title of the sample.
    pub fn map_samples<T>(&self, outcome: impl Fn(&Sample, &Self) -> T) -> Vec<(String, T)> {
        let label = |sample: &Sample| format!("{} {} \"{}\"", self.name, sample.action, sample.title);
        self.samples.iter().map(|sample| (label(sample), outcome(sample, self))).collect()
    }
}

/// Returns all services of the folder.
pub fn all(folder: &Path) -> impl Iterator<Item = Published> {
    let files = codegen_model::load::published::find(folder).expect("a folder that can be listed");
    assert!(!files.is_empty(), "no api.json below {}", folder.display());
    files.into_iter().map(move |path| load(folder, &path))
}

fn load(folder: &Path, path: &str) -> Published {
    let text = std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, text);
    let service = published::load(&sources, file, "module", &mut diagnostics).unwrap_or_else(|| panic!("{path}"));
    let mut model = Model { package: published::package(), services: vec![service] };
    resolve(&mut model, &mut diagnostics);
    let service = model.services.remove(0);
    let name = path.trim_end_matches("/api.json").to_owned();
    let samples = samples::read(&folder.join(&name)).unwrap_or_else(|| panic!("no samples beside {path}"));
    Published { name, service: Box::leak(Box::new(service)), samples }
}
