package dev.assay.gateway.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.code.compare.Comparer;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
