use std::path::Path;
use std::time::Instant;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let root = Path::new(&root);
    for _ in 0..3 {
        let t = Instant::now();
        let files = codegen::import::find(root).unwrap();
        let loaded = codegen::load_published(root, &files);
        let load = t.elapsed();
        let t = Instant::now();
        let model = loaded.model.as_ref().unwrap();
        let tree = codegen::emit::emit(model, &Default::default()).unwrap();
        let emit = t.elapsed();
        let t = Instant::now();
        codegen::write::apply(&tree, Path::new(&out), codegen::write::Mode::Write).unwrap();
        let write = t.elapsed();
        let t = Instant::now();
        drop(tree);
        drop(loaded);
        println!("load {load:?} emit {emit:?} write {write:?} drop {:?}", t.elapsed());
    }
    // floor
    let t = Instant::now();
    let mut n = 0;
    for f in codegen::import::find(root).unwrap() {
        let text = std::fs::read_to_string(root.join(f)).unwrap();
        let v: serde_json::Value = serde_json::from_str(&text).unwrap();
        n += v.as_object().unwrap().len();
    }
    println!("value parse {:?} {n}", t.elapsed());
}
