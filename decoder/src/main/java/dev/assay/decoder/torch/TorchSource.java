package dev.assay.decoder.torch;

import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.model.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the TorchScript text of an architecture, in the form in which PyTorch itself serialises modules:
 * {@code torch.f} is the operator {@code aten::f}. Weights come as one list, in the order of
 * {@link Architecture#tensors()}.
 */
final class TorchSource {
    /** Positions in the list of weights. */
    static final int EMBEDDING = 0;

    private static final int FINAL_NORM = 1;

    /** PyTorch's numbers for its types. */
    static final int FLOAT32 = 6;

    static final int BFLOAT16 = 15;

    private final Architecture architecture;
    private final Precision precision;
    private final Map<String, Integer> inLayer = new HashMap<>();

    private TorchSource(Architecture architecture, Precision precision) {
        this.architecture = architecture;
        this.precision = precision;
        List<TensorShape> layer = architecture.layerTensors();
        for (int i = 0; i < layer.size(); i++) {
            inLayer.put(layer.get(i).name(), i);
        }
    }

    /** The text of the module's class, {@code Decoder}. */
    static String of(Architecture architecture, Precision precision) {
        return new TorchSource(architecture, precision).text();
    }

    /** Where the head's weights are in the list. */
    static int head(Architecture architecture) {
        return architecture.headName().equals(Architecture.EMBEDDING) ? EMBEDDING : FINAL_NORM + 1;
    }

    /** Where the first layer's weights are in the list. */
    static int firstLayer(Architecture architecture) {
        return architecture.headName().equals(Architecture.EMBEDDING) ? FINAL_NORM + 1 : FINAL_NORM + 2;
    }

    private String text() {
        return (BODY + HEAD + CACHE + STEP)
                .replace("QUERIES", projection("q"))
                .replace("KEYS", projection("k"))
                .replace("VALUES", projection("v"))
                .replace("OUTPUT", linear("mixed", "self_attn.o_proj", architecture.outputBias()))
                .replace("GATE", linear("h", "mlp.gate_proj", architecture.feedForwardBias()))
                .replace("UP", linear("h", "mlp.up_proj", architecture.feedForwardBias()))
                .replace("DOWN", linear("g", "mlp.down_proj", architecture.feedForwardBias()))
                .replace("INPUT_NORM", norm("x", "input_layernorm.weight", architecture.hidden()))
                .replace("POST_NORM", norm("y", "post_attention_layernorm.weight", architecture.hidden()))
                .replace("LAST_NORM", norm("x", "w[1]", "HIDDEN"))
                .replace("EMBED", cast("torch.embedding(w[0], ids)"))
                .replace("ANGLES", cast("torch.unsqueeze(a, 1)"))
                .replace("TO_HEAD", cast("head"))
                .replace("COMPUTE", Integer.toString(computeType()))
                .replace("HIDDEN", Integer.toString(architecture.hidden()))
                .replace("HALF", Integer.toString(architecture.headDimension() / 2))
                .replace("WIDE", Integer.toString(architecture.heads() * architecture.headDimension()))
                .replace("LAYERS", Integer.toString(architecture.layers()))
                .replace("TOP", Integer.toString(head(architecture)))
                .replace("FIRST", Integer.toString(firstLayer(architecture)))
                .replace("STRIDE", Integer.toString(architecture.layerTensors().size()))
                .replace("ATTEND_HEADS", Integer.toString(architecture.heads()))
                .replace("KEY_HEADS", Integer.toString(architecture.keyValueHeads()))
                .replace("SHARE", Integer.toString(architecture.heads() / architecture.keyValueHeads()))
                .replace("DIMENSION", Integer.toString(architecture.headDimension()));
    }

    private int computeType() {
        return precision == Precision.FLOAT32 ? FLOAT32 : BFLOAT16;
    }

    /** Weights are cast where they are not kept in what is computed with. */
    private String cast(String value) {
        return precision == Precision.FLOAT32 ? value : "torch.to(" + value + ", COMPUTE)";
    }

    private String weight(String name) {
        Integer at = inLayer.get(name);
        if (at == null) {
            throw new IllegalStateException("no tensor " + name + " in a layer");
        }
        return "w[o + " + at + "]";
    }

    private String linear(String input, String name, boolean bias) {
        return "torch.linear(" + input + ", " + cast(weight(name + ".weight")) + ", "
                + (bias ? cast(weight(name + ".bias")) : "None") + ")";
    }

    private String norm(String input, String name, int size) {
        return norm(input, weight(name), Integer.toString(size));
    }

    private String norm(String input, String weight, String size) {
        return "torch.rms_norm(" + input + ", [" + size + "], " + cast(weight) + ", " + architecture.normEpsilon()
                + ")";
    }

    /** A projection cut into heads, {@code [batch, heads, time, dimension]}. */
    private String projection(String which) {
        String heads = which.equals("q") ? "ATTEND_HEADS" : "KEY_HEADS";
        String cut = "torch.view("
                + linear("h", "self_attn." + which + "_proj", architecture.queryKeyValueBias())
                + ", [torch.size(x, 0), torch.size(x, 1), " + heads + ", DIMENSION])";
        boolean normed = architecture.queryKeyNorm() && !which.equals("v");
        String shaped = normed ? norm(cut, "self_attn." + which + "_norm.weight", architecture.headDimension()) : cut;
        return "torch.transpose(" + shaped + ", 1, 2)";
    }

    /** Everything below the head. Runs without elements stand for one sequence a row. */
    private static final String BODY = """
            class Decoder(Module):
              __parameters__ = []
              __buffers__ = []
              def embed(self: __torch__.Decoder, ids: Tensor, w: List[Tensor]) -> Tensor:
                return EMBED
              def angles(self: __torch__.Decoder, positions: Tensor, frequencies: Tensor) -> Tuple[Tensor, Tensor]:
                f = torch.mul(torch.unsqueeze(torch.to(positions, 6), -1), frequencies)
                a = torch.cos(f)
                c = ANGLES
                a = torch.sin(f)
                s = ANGLES
                return (c, s)
              def rotate(self: __torch__.Decoder, x: Tensor, c: Tensor, s: Tensor) -> Tensor:
                a = torch.narrow(x, -1, 0, HALF)
                b = torch.narrow(x, -1, HALF, HALF)
                return torch.cat([torch.sub(torch.mul(a, c), torch.mul(b, s)), torch.add(torch.mul(b, c), torch.mul(a, s))], -1)
              def project(self: __torch__.Decoder, x: Tensor, c: Tensor, s: Tensor, w: List[Tensor], o: int) -> Tuple[Tensor, Tensor, Tensor]:
                h = INPUT_NORM
                q = self.rotate(QUERIES, c, s)
                k = self.rotate(KEYS, c, s)
                return (q, k, VALUES)
              def share(self: __torch__.Decoder, x: Tensor) -> Tensor:
                n = torch.size(x, 0)
                t = torch.size(x, 2)
                return torch.reshape(torch.expand(torch.unsqueeze(x, 2), [n, KEY_HEADS, SHARE, t, DIMENSION]), [n, ATTEND_HEADS, t, DIMENSION])
              def attend(self: __torch__.Decoder, q: Tensor, k: Tensor, v: Tensor, runs: Tensor) -> Tensor:
                n = torch.numel(runs)
                if torch.eq(n, 0):
                  mixed = torch.scaled_dot_product_attention(q, self.share(k), self.share(v), None, 0., True)
                else:
                  sizes = annotate(List[int], [])
                  for i in range(n):
                    sizes = sizes + [int(torch.select(runs, 0, i))]
                  qs = torch.split_with_sizes(q, sizes, 2)
                  ks = torch.split_with_sizes(k, sizes, 2)
                  vs = torch.split_with_sizes(v, sizes, 2)
                  parts = annotate(List[Tensor], [])
                  for j in range(n):
                    parts = parts + [torch.scaled_dot_product_attention(qs[j], self.share(ks[j]), self.share(vs[j]), None, 0., True)]
                  mixed = torch.cat(parts, 2)
                return torch.reshape(torch.transpose(mixed, 1, 2), [torch.size(q, 0), torch.size(q, 2), WIDE])
              def finish(self: __torch__.Decoder, x: Tensor, mixed: Tensor, w: List[Tensor], o: int) -> Tensor:
                y = torch.add(x, OUTPUT)
                h = POST_NORM
                g = torch.mul(torch.silu(GATE), UP)
                return torch.add(y, DOWN)
              def block(self: __torch__.Decoder, x: Tensor, c: Tensor, s: Tensor, runs: Tensor, w: List[Tensor], o: int) -> Tensor:
                q, k, v = self.project(x, c, s, w, o)
                return self.finish(x, self.attend(q, k, v, runs), w, o)
              def layer(self: __torch__.Decoder, x: Tensor, c: Tensor, s: Tensor, runs: Tensor, w: List[Tensor]) -> Tensor:
                return self.block(x, c, s, runs, w, 0)
              def select(self: __torch__.Decoder, x: Tensor, rows: Tensor, w: List[Tensor]) -> Tensor:
                return LAST_NORM_OF_ROWS
              def body(self: __torch__.Decoder, ids: Tensor, c: Tensor, s: Tensor, runs: Tensor, rows: Tensor, w: List[Tensor]) -> Tensor:
                x = self.embed(ids, w)
                for i in range(LAYERS):
                  x = self.block(x, c, s, runs, w, FIRST + i * STRIDE)
                return self.select(x, rows, w)
            """.replace("return LAST_NORM_OF_ROWS", """
                            x = torch.index_select(torch.reshape(x, [-1, HIDDEN]), 0, rows)
                                return LAST_NORM""".strip());

    /** Logits of some rows at a time; the gradient is written out, so that none of them has to be kept. */
    private static final String HEAD = """
              def scores(self: __torch__.Decoder, h: Tensor, w: List[Tensor]) -> Tensor:
                return self.logits(h, w[0])
              def weigh(self: __torch__.Decoder, h: Tensor, d: Tensor, w: List[Tensor]) -> Tensor:
                return torch.sum(torch.mul(self.logits(h, w[0]), d))
              def logits(self: __torch__.Decoder, h: Tensor, head: Tensor) -> Tensor:
                return torch.to(torch.linear(h, TO_HEAD), 6)
              def log_probs(self: __torch__.Decoder, h: Tensor, targets: Tensor, chunk: Tensor, w: List[Tensor]) -> Tuple[Tensor, Tensor]:
                head = w[0]
                p = annotate(List[Tensor], [])
                e = annotate(List[Tensor], [])
                n = torch.size(h, 0)
                step = int(chunk)
                at = 0
                while at < n:
                  m = min(step, n - at)
                  z = self.logits(torch.narrow(h, 0, at, m), head)
                  z = torch.sub_(z, torch.amax(z, [1], True))
                  z = torch.sub_(z, torch.logsumexp(z, [1], True))
                  p0 = torch.squeeze(torch.gather(z, 1, torch.unsqueeze(torch.narrow(targets, 0, at, m), 1)), 1)
                  p = p + [p0]
                  e = e + [torch.neg(torch.sum(torch.mul_(torch.exp(z), z), [1]))]
                  at = at + m
                return (torch.cat(p, 0), torch.cat(e, 0))
              def head_gradients(self: __torch__.Decoder, h: Tensor, targets: Tensor, d: Tensor, chunk: Tensor, w: List[Tensor]) -> Tuple[Tensor, Tensor]:
                head = w[0]
                f = torch.to(head, 6)
                dh = torch.zeros_like(h, dtype=6)
                dw = torch.zeros_like(head, dtype=6)
                n = torch.size(h, 0)
                step = int(chunk)
                at = 0
                while at < n:
                  m = min(step, n - at)
                  x = torch.narrow(h, 0, at, m)
                  g = torch.unsqueeze(torch.narrow(d, 0, at, m), 1)
                  z = torch.mul_(torch.softmax(self.logits(x, head), -1), torch.neg(g))
                  z = torch.scatter_add_(z, 1, torch.unsqueeze(torch.narrow(targets, 0, at, m), 1), g)
                  q = torch.copy_(torch.narrow(dh, 0, at, m), torch.matmul(z, f))
                  dw = torch.addmm_(dw, torch.t(z), torch.to(x, 6))
                  at = at + m
                return (dh, dw)
              def couple(self: __torch__.Decoder, h: Tensor, dh: Tensor, dw: Tensor, w: List[Tensor]) -> Tensor:
                return torch.add(torch.sum(torch.mul(h, dh)), torch.sum(torch.mul(w[0], dw)))
              def likeliest(self: __torch__.Decoder, unused: Tensor, z: Tensor) -> Tensor:
                return torch.argmax(z, -1)
              def picked(self: __torch__.Decoder, targets: Tensor, z: Tensor) -> Tensor:
                return torch.sub(torch.squeeze(torch.gather(z, 1, torch.unsqueeze(targets, 1)), 1), torch.logsumexp(z, [1]))
            """;

    /**
     * Keys and values of all layers, {@code [layers, batch, capacity, heads, dimension]}. Zeros where nothing is yet: a
     * masked slot has the weight 0, and 0 times what memory happened to hold may be no number.
     */
    private static final String CACHE = """
              def prefill(self: __torch__.Decoder, ids: Tensor, c: Tensor, s: Tensor, runs: Tensor, rows: Tensor, room: Tensor, w: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
                x = self.embed(ids, w)
                n = torch.size(ids, 0)
                t = torch.size(ids, 1)
                keys = torch.new_zeros(x, [LAYERS, n, int(room), KEY_HEADS, DIMENSION])
                values = torch.new_zeros(x, [LAYERS, n, int(room), KEY_HEADS, DIMENSION])
                for i in range(LAYERS):
                  o = FIRST + i * STRIDE
                  q, k, v = self.project(x, c, s, w, o)
                  k0 = torch.copy_(torch.narrow(torch.select(keys, 0, i), 1, 0, t), torch.transpose(k, 1, 2))
                  v0 = torch.copy_(torch.narrow(torch.select(values, 0, i), 1, 0, t), torch.transpose(v, 1, 2))
                  x = self.finish(x, self.attend(q, k, v, runs), w, o)
                return (self.logits(self.select(x, rows, w), w[TOP]), keys, values)
              def grow(self: __torch__.Decoder, ids: Tensor, c: Tensor, s: Tensor, lengths: Tensor, rows: Tensor, width: Tensor, keys: Tensor, values: Tensor, w: List[Tensor]) -> Tensor:
                x = self.embed(ids, w)
                n = torch.size(ids, 0)
                t = int(width)
                slots = torch.arange(t, dtype=4, layout=0, device=ops.prim.device(ids), pin_memory=False)
                mask = torch.unsqueeze(torch.unsqueeze(torch.le(slots, torch.unsqueeze(lengths, 1)), 1), 1)
                for i in range(LAYERS):
                  o = FIRST + i * STRIDE
                  q, k, v = self.project(x, c, s, w, o)
                  kl = torch.select(keys, 0, i)
                  vl = torch.select(values, 0, i)
                  k0 = torch.index_put_(kl, [rows, lengths], torch.squeeze(k, 2))
                  v0 = torch.index_put_(vl, [rows, lengths], torch.squeeze(v, 2))
                  ka = torch.transpose(torch.narrow(kl, 1, 0, t), 1, 2)
                  va = torch.transpose(torch.narrow(vl, 1, 0, t), 1, 2)
                  mixed = torch.scaled_dot_product_attention(torch.reshape(q, [n, KEY_HEADS, SHARE, DIMENSION]), ka, va, mask, 0., False)
                  x = self.finish(x, torch.reshape(mixed, [n, 1, WIDE]), w, o)
                return self.logits(self.select(x, rows, w), w[TOP])
              def keep(self: __torch__.Decoder, rows: Tensor, logits: Tensor, keys: Tensor, values: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
                return (torch.index_select(logits, 0, rows), torch.index_select(keys, 1, rows), torch.index_select(values, 1, rows))
              def widen(self: __torch__.Decoder, more: Tensor, cache: Tensor) -> Tensor:
                return torch.constant_pad_nd(cache, [0, 0, 0, 0, 0, int(more)], 0)
              def join(self: __torch__.Decoder, dim: Tensor, a: Tensor, b: Tensor) -> Tensor:
                return torch.cat([a, b], int(dim))
            """;

    /** Moving numbers in and out, and the optimiser. */
    private static final String STEP = """
              def narrowed(self: __torch__.Decoder, range: Tensor, w: List[Tensor]) -> Tensor:
                at = int(torch.select(range, 0, 0))
                n = int(torch.select(range, 0, 1))
                return torch.to(torch.narrow(torch.reshape(w[0], [-1]), 0, at, n), 6)
              def store(self: __torch__.Decoder, piece: Tensor, range: Tensor, w: List[Tensor]) -> Tensor:
                at = int(torch.select(range, 0, 0))
                n = int(torch.select(range, 0, 1))
                return torch.copy_(torch.narrow(torch.view(w[0], [-1]), 0, at, n), piece)
              def halved(self: __torch__.Decoder, unused: Tensor, w: List[Tensor]) -> Tensor:
                return torch.to(w[0], 15)
              def norm(self: __torch__.Decoder, x: Tensor) -> Tensor:
                return torch.norm(torch.to(x, 6))
              def zero(self: __torch__.Decoder, g: List[Tensor]) -> Tensor:
                for i in range(torch.len(g)):
                  z = torch.zero_(g[i])
                return g[0]
              def clip(self: __torch__.Decoder, largest: Tensor, g: List[Tensor]) -> Tensor:
                n = annotate(List[Tensor], [])
                for i in range(torch.len(g)):
                  n = n + [torch.norm(g[i])]
                total = torch.norm(torch.stack(n))
                scale = torch.clamp(torch.div(largest, torch.add(total, 1e-06)), None, 1.)
                if bool(torch.lt(scale, 1.)):
                  for j in range(torch.len(g)):
                    z = torch.mul_(g[j], scale)
                return total
              def adamw(self: __torch__.Decoder, settings: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor]) -> Tensor:
                rate = float(torch.select(settings, 0, 0))
                beta1 = float(torch.select(settings, 0, 1))
                beta2 = float(torch.select(settings, 0, 2))
                epsilon = float(torch.select(settings, 0, 3))
                decay = float(torch.select(settings, 0, 4))
                correction1 = float(torch.select(settings, 0, 5))
                correction2 = float(torch.select(settings, 0, 6))
                for i in range(torch.len(p)):
                  p0 = torch.mul_(p[i], 1. - rate * decay)
                  m0 = torch.lerp_(m[i], g[i], 1. - beta1)
                  v0 = torch.addcmul_(torch.mul_(v[i], beta2), g[i], g[i], value=1. - beta2)
                  root = torch.add_(torch.div_(torch.sqrt(v[i]), correction2), epsilon)
                  p0 = torch.addcdiv_(p[i], m[i], root, value=torch.neg(rate / correction1))
                return settings
            """;
}
