//! The English names of products, which metadata does not have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A line `service = "Product"` for each service, as the documentation of the international site calls its product.
const TABLE: &str = include_str!("products.toml");

static PRODUCTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let table: toml::Table = TABLE.parse().unwrap_or_default();
    table.into_iter().filter_map(|(service, product)| Some((service, product.as_str()?.to_owned()))).collect()
});

/// Returns the name of a service's product.
pub fn of(service: &str) -> Option<&'static str> {
    PRODUCTS.get(service).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{PRODUCTS, TABLE};

    #[test]
    fn the_table_is_read_whole() {
        let lines = TABLE.lines().filter(|line| line.contains(" = ")).count();
        assert!(lines > 100 && PRODUCTS.len() == lines, "{} of {lines}", PRODUCTS.len());
    }
}
