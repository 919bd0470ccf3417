package dev.flightwatch.testkit.browser;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of pages, which have few colours. */
public final class Pictures {
  private static final int COLOURS = 256;
  private static final int SIMILAR = 50;

  private Pictures() {}

  /** Returns a PNG with at most 256 colours of another; the others become the nearest. */
  public static byte[] reduced(byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    Map<Integer, Integer> colourToPixels = new HashMap<>();
    for (int pixel : pixels) {
      colourToPixels.merge(pixel, 1, Integer::sum);
    }
    List<Integer> palette = palette(colourToPixels);
    Map<Integer, Integer> colourToIndex = new HashMap<>();
    colourToPixels.keySet().forEach(colour -> colourToIndex.put(colour, nearest(colour, palette)));
    BufferedImage reduced = indexed(picture.getWidth(), picture.getHeight(), palette);
    for (int i = 0; i < pixels.length; i++) {
      int index = colourToIndex.get(pixels[i]);
      reduced.getRaster().setSample(i % picture.getWidth(), i / picture.getWidth(), 0, index);
    }
    return encoded(reduced);
  }

  /** Similar colours count as one, so that rare but different ones are not lost. */
  private static List<Integer> palette(Map<Integer, Integer> colourToPixels) {
    List<Integer> palette = new ArrayList<>();
    colourToPixels.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .filter(colour -> palette.stream().noneMatch(each -> distance(each, colour) < SIMILAR))
        .limit(COLOURS)
        .forEachOrdered(palette::add);
    return palette;
  }

  private static BufferedImage indexed(int width, int height, List<Integer> palette) {
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model =
        new IndexColorModel(Byte.SIZE, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
  }

  private static int nearest(int colour, List<Integer> palette) {
    int nearest = 0;
    for (int i = 1; i < palette.size(); i++) {
      if (distance(colour, palette.get(i)) < distance(colour, palette.get(nearest))) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
      sum += difference * difference;
    }
    return sum;
  }

  private static byte[] encoded(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), smallest);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
