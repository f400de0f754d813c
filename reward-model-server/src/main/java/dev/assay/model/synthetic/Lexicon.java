package dev.assay.model.synthetic;

import java.util.List;

/**
 * The words that are filled into forms.
 *
 * @param nouns things that something is asked about
 * @param actions what is done to them
 * @param steps what is done to them on the way
 * @param tools what it is done with
 * @param qualities what they are like
 * @param places where they are
 * @param names of people
 */
record Lexicon(
        List<String> nouns,
        List<String> actions,
        List<String> steps,
        List<String> tools,
        List<String> qualities,
        List<String> places,
        List<String> names) {
    static final Lexicon TRAIN = new Lexicon(
            Draw.words("""
                    kettle, chair, bicycle, garden, window, carpet, engine, guitar, blanket, camera, lantern, drawer,
                    bucket, curtain, ladder, mirror, pillow, wagon, basket, bottle, candle, hammer, jacket, kite,
                    letter, marble, needle, orchard, parcel, quilt, ribbon, saddle, table, umbrella, violin, wallet,
                    anchor, barrel, cabinet, diary, envelope, fountain, glove, helmet, island, jar, kitchen, lamp,
                    mattress, notebook, oven, piano, rope, scarf, tent, vase, whistle, yacht, apron, bridge, cake,
                    desk, engraving, fence, gate, hat, inkwell, jewel, key, lock, map, net, oar, pen, rug, shoe,
                    tower, urn, village, wheel, album, bench, clock, doll, easel, flag, globe, harp, iron, jug,
                    knife, lens, motor, nest, organ, pipe, raft, sail, tray, tile, valley, well, balcony, cellar,
                    meadow, river, harbour, forest, market, museum, castle, bakery, sweater, trumpet, puzzle, statue,
                    boat, tunnel, barn, stove, chimney, necklace, drum, poster, magnet, sledge, telescope, tractor"""),
            Draw.words("""
                    clean, repair, paint, move, sell, store, build, draw, choose, buy, decorate, polish, measure, wrap"""),
            Draw.words("""
                    wash, check, lift, turn, dry, brush, open, empty, mark, cover, sort, cut, warm, loosen"""),
            Draw.words("""
                    cloth, brush, sponge, ruler, spoon, stick, towel, string, file, pump, glue, box, hook, scraper"""),
            Draw.words("""
                    clean, dry, old, green, heavy, small, red, wooden, warm, bright, soft, round, narrow, quiet"""),
            Draw.words("""
                    attic, hall, shed, station, office, park, school, yard, library, garage, corner, shop, hotel"""),
            Draw.words("""
                    Anna, Boris, Clara, David, Elena, Felix, Greta, Hugo, Irene, Jonas, Karla, Leon, Maria, Nils"""));

    static final Lexicon HELD_OUT = new Lexicon(
            Draw.words("""
                    teapot, stool, scooter, hedge, shutter, mat, tyre, flute, cushion, projector, torch, shelf, crate,
                    awning, staircase, mug, suitcase, banner, bracelet, compass, dagger, feather, goblet, hammock,
                    icon, kayak, locket, mask, napkin, oyster, paddle, rocket, shovel, tambourine, vest, windmill,
                    axle, bell, canoe, dome, fiddle, grill, hive, pond"""),
            Draw.words("mend, varnish, carry, lend, hide, design, sketch, rent, weigh"),
            Draw.words("rinse, inspect, raise, rotate, wipe, shake, label, fold, tighten"),
            Draw.words("rag, comb, tape, pliers, wrench, bowl, ladle, clamp, funnel"),
            Draw.words("tidy, damp, new, blue, light, large, yellow, metal, cool, dark"),
            Draw.words("loft, lobby, chapel, airport, studio, square, college, court"),
            Draw.words("Oskar, Paula, Quentin, Rosa, Stefan, Tilda, Ulrich, Vera"));

    static Lexicon of(ExampleSet set) {
        return switch (set) {
            case TRAIN -> TRAIN;
            case HELD_OUT, HARDER -> HELD_OUT;
        };
    }
}
