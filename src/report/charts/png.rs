//! Pictures made from the SVG of a chart: the same drawing, with the embedded font and nothing from the machine.

use super::{ChartError, font};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// Greatest width and height of a picture.
const LIMIT: u32 = 16_384;

/// The drawing as a PNG, enlarged by a factor. Images and fonts from outside are not loaded.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ChartError> {
    let tree = tree(svg)?;
    let (width, height) = ((tree.size().width() * scale).ceil(), (tree.size().height() * scale).ceil());
    let fits = |side: f32| side >= 1.0 && side <= LIMIT as f32;
    let size = ChartError::Size { width, height, limit: LIMIT };
    if !fits(width) || !fits(height) {
        return Err(size);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(size)?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| ChartError::Encoding(error.to_string()))
}

/// The drawing as the picture's renderer reads it.
pub(super) fn tree(svg: &str) -> Result<Tree, ChartError> {
    let mut options = Options {
        font_family: "DejaVu Sans".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    for face in [font::REGULAR, font::BOLD] {
        options.fontdb_mut().load_font_data(face.to_vec());
    }
    Tree::from_str(svg, &options).map_err(|error| ChartError::Svg(error.to_string()))
}
