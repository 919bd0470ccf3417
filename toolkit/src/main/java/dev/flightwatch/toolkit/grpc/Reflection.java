package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.reflection.v1.ErrorResponse;
import io.vertx.grpc.reflection.v1.FileDescriptorResponse;
import io.vertx.grpc.reflection.v1.ListServiceResponse;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import io.vertx.grpc.reflection.v1.ServiceResponse;
import io.vertx.grpc.server.Service;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Server reflection, {@code grpc.reflection.v1}. Vert.x's own service ends the stream with its
 * first response, though the protocol allows a client to send several requests on a stream.
 */
final class Reflection {
  static final ServiceName NAME = ReflectionService.v1().name();
  static final ServiceDescriptor DESCRIPTOR = ReflectionService.v1().descriptor();
  static final ServiceMethod<ServerReflectionRequest, ServerReflectionResponse> METHOD =
      ServiceMethod.server(
          NAME,
          "ServerReflectionInfo",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(ServerReflectionRequest.newBuilder()));

  private final Supplier<List<Service>> services;

  Reflection(Supplier<List<Service>> services) {
    this.services = services;
  }

  ServerReflectionResponse respond(ServerReflectionRequest request) {
    ServerReflectionResponse.Builder response =
        ServerReflectionResponse.newBuilder()
            .setValidHost(request.getHost())
            .setOriginalRequest(request);
    switch (request.getMessageRequestCase()) {
      case LIST_SERVICES -> response.setListServicesResponse(list());
      case FILE_BY_FILENAME ->
          describe(response, file -> file.getName().equals(request.getFileByFilename()));
      case FILE_CONTAINING_SYMBOL ->
          describe(response, file -> defines(file, request.getFileContainingSymbol()));
      case FILE_CONTAINING_EXTENSION, ALL_EXTENSION_NUMBERS_OF_TYPE ->
          fail(response, GrpcStatus.NOT_FOUND, "There are no extensions.");
      default -> fail(response, GrpcStatus.UNIMPLEMENTED, "This request is not supported.");
    }
    return response.build();
  }

  private ListServiceResponse list() {
    ListServiceResponse.Builder list = ListServiceResponse.newBuilder();
    services.get().stream()
        .map(service -> ServiceResponse.newBuilder().setName(service.name().fullyQualifiedName()))
        .forEach(list::addService);
    return list.build();
  }

  /** Responds with the first file that fits, and the files that it imports. */
  private void describe(ServerReflectionResponse.Builder response, Predicate<FileDescriptor> fits) {
    withImports(services.get().stream().map(service -> service.descriptor().getFile())).stream()
        .filter(fits)
        .findFirst()
        .ifPresentOrElse(
            file -> {
              FileDescriptorResponse.Builder files = FileDescriptorResponse.newBuilder();
              withImports(Stream.of(file))
                  .forEach(each -> files.addFileDescriptorProto(each.toProto().toByteString()));
              response.setFileDescriptorResponse(files);
            },
            () -> fail(response, GrpcStatus.NOT_FOUND, "There is no such file or symbol."));
  }

  private static Collection<FileDescriptor> withImports(Stream<FileDescriptor> files) {
    Map<String, FileDescriptor> nameToFile = new LinkedHashMap<>();
    files.forEach(file -> addWithImports(file, nameToFile));
    return nameToFile.values();
  }

  private static void addWithImports(FileDescriptor file, Map<String, FileDescriptor> nameToFile) {
    if (nameToFile.putIfAbsent(file.getName(), file) == null) {
      file.getDependencies().forEach(imported -> addWithImports(imported, nameToFile));
    }
  }

  private static boolean defines(FileDescriptor file, String symbol) {
    return Stream.of(
            file.getServices().stream(),
            file.getServices().stream().flatMap(service -> service.getMethods().stream()),
            file.getEnumTypes().stream(),
            file.getMessageTypes().stream().flatMap(Reflection::withNested))
        .flatMap(descriptors -> descriptors)
        .anyMatch(descriptor -> descriptor.getFullName().equals(symbol));
  }

  private static Stream<GenericDescriptor> withNested(Descriptor message) {
    return Stream.of(
            Stream.of(message),
            message.getEnumTypes().stream(),
            message.getNestedTypes().stream().flatMap(Reflection::withNested))
        .flatMap(descriptors -> descriptors);
  }

  private static void fail(
      ServerReflectionResponse.Builder response, GrpcStatus status, String message) {
    response.setErrorResponse(
        ErrorResponse.newBuilder().setErrorCode(status.code).setErrorMessage(message));
  }
}
