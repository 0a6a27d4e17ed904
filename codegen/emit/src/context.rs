//! The service that is being printed, and where consumers find it.

use codegen_model::{Model, Service};

/// A version of a service in its package.
pub struct ServiceContext<'m> {
    /// The name of the package.
    pub package: &'m str,
    /// The service.
    pub service: &'m Service,
    /// Whether it is the newest version in its module.
    pub newest: bool,
}

impl<'m> ServiceContext<'m> {
    /// Returns the context of a service.
    pub fn of(service: &'m Service, model: &'m Model) -> Self {
        Self { package: &model.package.name, service, newest: is_newest(service, model) }
    }

    /// The path at which a consumer finds the service: `ims`, or `ims::v2020_07_13` for an older version.
    pub fn path(&self) -> String {
        match self.service.units.first() {
            Some(unit) if !self.newest => format!("{}::{}", self.service.module, unit.path.join("::")),
            _ => self.service.module.clone(),
        }
    }

    /// The name of the crate in Rust code.
    pub fn crate_name(&self) -> String {
        crate_name(self.package)
    }
}

/// The name of a package's crate in Rust code.
pub fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

/// Whether a service is the newest version in its module.
pub fn is_newest(service: &Service, model: &Model) -> bool {
    let versions = model.services.iter().filter(|other| other.module == service.module).map(|other| &other.version);
    versions.max() == Some(&service.version)
}

/// The newest version of each service.
pub fn newest(model: &Model) -> impl Iterator<Item = &Service> {
    model.services.iter().filter(|service| is_newest(service, model))
}
